import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { setTimeout } from 'node:timers' // tests may replace the global one

/** What the server knows about a name. A family without addresses is an empty answer. */
export type NameEntry = {
  a?: readonly string[]
  aaaa?: readonly string[]
  cname?: string
  ttl?: number
  /** Instead of addresses: SERVFAIL is 2, NXDOMAIN 3. */
  code?: number
  /** Never answers about these families. */
  silent?: readonly Family[]
  /** Answers after this many milliseconds. */
  afterMs?: number
  /** Refers from UDP to TCP. */
  isTruncated?: boolean
}

type Family = 'a' | 'aaaa'
type Question = { name: string; family: Family; end: number }

export type NameServer = {
  /** For the resolver's `servers`. */
  address: string
  /** The questions so far, such as `a hook.example.com`. */
  asked: string[]
  /** Can be changed while the server runs; names that are missing do not exist. */
  names: Record<string, NameEntry>
  close: () => void
}

/** A DNS server on a free loopback port, over UDP and TCP. */
export async function startNameServer(names: Record<string, NameEntry>): Promise<NameServer> {
  const asked: string[] = []
  const answer = (query: Buffer, isUdp: boolean, reply: (response: Buffer) => void) => {
    const question = questionIn(query)
    asked.push(`${question.family} ${question.name}`)
    const entry = names[question.name] ?? { code: 3 }
    if (entry.silent?.includes(question.family) === true) return
    const response = responseTo(query, question, { names, isCut: isUdp && entry.isTruncated })
    if (entry.afterMs === undefined) reply(response)
    else setTimeout(reply, entry.afterMs, response)
  }

  const sockets = new Set<Socket>()
  const tcp = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined))
    socket.on('data', (data) => {
      for (const query of withoutLengths(data)) {
        answer(query, false, (response) => socket.write(withLength(response)))
      }
    })
  })
  await once(tcp.listen(0, '127.0.0.1'), 'listening')
  const { port } = tcp.address() as AddressInfo

  const udp = createSocket('udp4')
  let isClosed = false
  udp.on('message', (query, from) => {
    answer(query, true, (response) => {
      if (!isClosed) udp.send(response, from.port, from.address)
    })
  })
  udp.bind(port, '127.0.0.1')
  await once(udp, 'listening')

  const close = () => {
    isClosed = true
    udp.close()
    tcp.close()
    sockets.forEach((socket) => socket.destroy())
  }
  return { address: `127.0.0.1:${port}`, asked, names, close }
}

function questionIn(query: Buffer): Question {
  const labels: string[] = []
  let at = 12 // after the header
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  const family = query.readUInt16BE(at + 1) === types.aaaa ? 'aaaa' : 'a'
  return { name: labels.join('.').toLowerCase(), family, end: at + 5 }
}

const types = { a: 1, cname: 5, aaaa: 28 }

type Zone = { names: Record<string, NameEntry>; isCut: boolean | undefined }

function responseTo(
  query: Buffer,
  { name, family, end }: Question,
  { names, isCut }: Zone,
): Buffer {
  const records = isCut === true ? [] : recordsOf(name, family, names)
  const header = Buffer.alloc(12)
  query.copy(header, 0, 0, 2) // its id
  const code = names[name] === undefined ? 3 : (names[name].code ?? 0)
  header.writeUInt16BE(0x8180 | (isCut === true ? 0x0200 : 0) | code, 2)
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(records.length, 6)
  return Buffer.concat([header, query.subarray(12, end), ...records])
}

/** The aliases of a name, and the addresses at their end. */
function recordsOf(name: string, family: Family, names: Zone['names']): Buffer[] {
  const { cname, ttl = 60, ...entry } = names[name] ?? {}
  if (cname !== undefined) {
    const alias = record(name, { type: types.cname, ttl, data: encoded(cname) })
    return [alias, ...recordsOf(cname, family, names)]
  }
  return (entry[family] ?? []).map((address) =>
    record(name, { type: types[family], ttl, data: bytesOf(address) }),
  )
}

function record(name: string, { type, ttl, data }: { type: number; ttl: number; data: Buffer }) {
  const fields = Buffer.alloc(10)
  fields.writeUInt16BE(type, 0)
  fields.writeUInt16BE(1, 2)
  fields.writeUInt32BE(ttl, 4)
  fields.writeUInt16BE(data.length, 8)
  return Buffer.concat([encoded(name), fields, data])
}

function encoded(name: string): Buffer {
  const labels = name
    .split('.')
    .map((label) => Buffer.from(`${String.fromCharCode(label.length)}${label}`))
  return Buffer.concat([...labels, Buffer.from([0])])
}

/** An IPv6 address must be written with `::` once. */
function bytesOf(address: string): Buffer {
  if (!address.includes(':')) return Buffer.from(address.split('.').map(Number))
  const [head = [], tail = []] = address
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''))
  const zeros = Array<string>(8 - head.length - tail.length).fill('0')
  const groups = [...head, ...zeros, ...tail].map((group) => group.padStart(4, '0'))
  return Buffer.from(groups.join(''), 'hex')
}

/** The messages in a chunk of a TCP stream, which are short enough to come as a whole. */
function withoutLengths(data: Buffer): Buffer[] {
  if (data.length < 2) return []
  const end = 2 + data.readUInt16BE(0)
  return [data.subarray(2, end), ...withoutLengths(data.subarray(end))]
}

function withLength(response: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(response.length, 0)
  return Buffer.concat([length, response])
}
