// The servers bind every interface of the machine: here each listens on 127.0.0.1 alone.
import net from 'node:net'

const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (...given) {
  const [first, second] = given
  if (typeof first === 'number' || (typeof first === 'string' && /^\d+$/.test(first))) {
    given.splice(1, typeof second === 'string' ? 1 : 0, '127.0.0.1')
  } else if (first && typeof first === 'object' && first.port !== undefined) {
    first.host = '127.0.0.1'
  }
  return listen.apply(this, given)
}
