// Bluesky's network on the loopback: directory of identities, an account's server (SQLite) and the network behind it
// (PostgreSQL). Environment: DB_POSTGRES_URL, REDIS_HOST (named, never reached). The first line of output names the addresses.
import './loopback.mjs'

const { TestNetwork } = await import('@atproto/dev-env')
const [pds, bsky, plc] = process.argv.slice(2, 5).map(Number)
const schema = 'bsky_' + String(process.pid).replace(/\d/g, (digit) => 'abcdefghij'[digit]) // letters and _ alone
const network = await TestNetwork.create({
  dbPostgresSchema: schema,
  plc: { port: plc },
  pds: { port: pds, hostname: 'localhost', enableDidDocWithSession: true },
  bsky: { port: bsky, publicUrl: `http://localhost:${bsky}` },
})
console.log(JSON.stringify({ pds: network.pds.url, bsky: network.bsky.url, plc: network.plc.url, pid: process.pid }))
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, async () => {
    await network.close().catch(() => {})
    process.exit(0)
  })
}
