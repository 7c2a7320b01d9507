import { deflateRawSync, inflateRawSync } from 'node:zlib'

import { dictionaries, type DictionaryName } from '../adapters/stores/dictionaries.ts'
import { pack, unpack } from '../adapters/stores/packed.ts'
import { randomFrom } from '../test/support/random-from.ts'
import { realisticEventRow, realisticRow } from '../test/support/realistic-row.ts'

/**
 * `npm run bench:packed`: how small `adapters/stores/packed.ts` makes what is stored, and the time
 * of a call; then the same for other settings of deflate.
 */
const random = randomFrom(1)
const settings = [
  { level: 6, windowBits: 12, memLevel: 5 },
  { level: 6, windowBits: 13, memLevel: 6 },
  { level: 6, windowBits: 15, memLevel: 8 },
  { level: 9, windowBits: 13, memLevel: 6 },
  { level: 9, windowBits: 15, memLevel: 8 },
]

type Settings = (typeof settings)[number]

type Codec = {
  title: string
  pack: (text: string) => Uint8Array
  unpack: (packed: Uint8Array) => unknown
}

function main(): void {
  console.log('what                        bytes   packed  largest  pack us  unpack us')
  measureAll('DELIVERY', [['delivery', many(() => realisticRow(random))]])
  const sizes = [500, 1400, 2048, 16_000, 200_000]
  const events = sizes.map((size): [string, string[]] => [
    `event ${size}`,
    many(() => realisticEventRow(size, random)),
  ])
  measureAll('SUBSCRIPTION', events)
}

function measureAll(name: DictionaryName, all: readonly [title: string, texts: string[]][]): void {
  for (const [title, texts] of all) {
    measure({ title, pack: (text) => pack(text, name), unpack }, texts)
    for (const one of settings) measure(deflate(name, one), texts)
  }
}

function deflate(name: DictionaryName, options: Settings): Codec {
  const text = dictionaries.findLast((one) => one.name === name)?.text ?? ''
  const dictionary = Buffer.from(text)
  return {
    title: `  ${Object.values(options).join(' ')}`,
    pack: (text) => deflateRawSync(Buffer.from(text), { ...options, dictionary }),
    unpack: (packed) => inflateRawSync(packed, { dictionary }).toString(),
  }
}

function measure({ title, pack, unpack }: Codec, texts: readonly string[]): void {
  const packed = texts.map((text) => pack(text))
  const lengths = packed.map(({ length }) => length)
  const figures = [
    mean(texts.map((text) => Buffer.byteLength(text))),
    mean(lengths),
    Math.max(...lengths),
    microseconds(() => texts.map((text) => pack(text))) / texts.length,
    microseconds(() => packed.map((one) => unpack(one))) / texts.length,
  ]
  console.log(title.padEnd(24), ...figures.map((one) => one.toFixed(0).padStart(8)))
}

/** The least of several rounds: what another process took is no part of it. */
function microseconds(act: () => unknown): number {
  const rounds = Array.from({ length: 15 }, () => {
    const from = performance.now()
    act()
    return performance.now() - from
  })
  return Math.min(...rounds) * 1000
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / numbers.length
}

function many(make: () => string): string[] {
  return Array.from({ length: 40 }, make)
}

main()
