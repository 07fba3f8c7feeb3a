// Answers by the networks' own packages: one JSON object a line in, one out, with the time that the work took.
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'

const require = createRequire(process.cwd() + '/')
const twitter = require('twitter-text')
const twemoji = require('twemoji-parser')
const { RichText, UnicodeString } = require('@atproto/api')

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

function facets(text) {
  const rich = new RichText({ text })
  rich.detectFacetsWithoutResolution()
  return (rich.facets ?? []).map((facet) => {
    const feature = facet.features[0]
    return [facet.index.byteStart, facet.index.byteEnd, feature.uri ?? feature.did ?? feature.tag]
  })
}

const work = {
  weigh: (text) => twitter.parseTweet(text).weightedLength,
  entities: (text) => twitter.extractEntitiesWithIndices(text),
  emoji: (text) => twemoji.parse(text).map((one) => one.text),
  facets,
  graphemes: (text) => new UnicodeString(text).graphemeLength,
  segments: (text) => Array.from(segmenter.segment(text), (one) => one.segment.length),
}

for await (const line of createInterface({ input: process.stdin })) {
  const { what, texts, quiet } = JSON.parse(line)
  const count = work[what]
  const began = process.hrtime.bigint()
  const answers = new Array(texts.length)
  for (let i = 0; i < texts.length; i++) answers[i] = count(texts[i])
  const seconds = Number(process.hrtime.bigint() - began) / 1e9
  process.stdout.write(JSON.stringify({ seconds, answers: quiet ? [] : answers }) + '\n')
}
