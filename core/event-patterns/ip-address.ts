import { type Condition, type Parsed, wrong } from './parsed.ts'

/** An address as a number, and how many bits its family has. */
type IpAddress = { bits: 32 | 128; number: bigint }

/** The condition of `{ "cidr": "10.0.0.0/24" }`; the other bits of the address are ignored. */
export function inCidr(text: unknown): Parsed<Condition> {
  const example = 'must be a CIDR range, such as "10.0.0.0/24" or "2001:db8::/32"'
  if (typeof text !== 'string') return wrong(example)
  const [start = '', prefix = '', ...more] = text.split('/')
  const address = ipAddressOf(start)
  if (address === undefined || more.length > 0 || !/^\d{1,3}$/.test(prefix)) return wrong(example)

  const { bits } = address
  if (Number(prefix) >= bits) return wrong(`must have a prefix length below ${bits}`)
  const shift = BigInt(bits - Number(prefix))
  const network = address.number >> shift
  const isInside = ({ bits: ofFamily, number }: IpAddress) =>
    ofFamily === bits && number >> shift === network
  return {
    value: (value) => {
      const found = typeof value === 'string' ? ipAddressOf(value) : undefined
      return found !== undefined && isInside(found)
    },
  }
}

/** The address that a text denotes, in any notation: `::1` is `0:0:0:0:0:0:0:1`. */
export function ipAddressOf(text: string): IpAddress | undefined {
  if (text.length > longest) return undefined
  if (/^\d+\.\d+\.\d+\.\d+$/.test(text)) return v4(text.split('.').map(Number))
  return /^[\da-f:]*:[\da-f:]*$/i.test(text) ? v6(text) : undefined
}

export function isSameAddress(one: IpAddress, other: IpAddress | undefined): boolean {
  return one.bits === other?.bits && one.number === other.number
}

const longest = 45

function v4(bytes: readonly number[]): IpAddress | undefined {
  if (bytes.some((byte) => byte > 255)) return undefined
  return { bits: 32, number: numberOf(bytes, 8n) }
}

/** `::` stands for one or more groups of zeros. An IPv4-mapped address is the IPv4 address. */
function v6(text: string): IpAddress | undefined {
  const [head = '', tail, ...more] = text.split('::')
  const before = groupsOf(head)
  const after = groupsOf(tail ?? '')
  const zeros = 8 - before.length - after.length
  const isComplete = tail === undefined ? zeros === 0 : zeros > 0
  const groups = [...before, ...Array<string>(Math.max(zeros, 0)).fill('0'), ...after]
  const isValid = groups.every((group) => /^[\da-f]{1,4}$/i.test(group))
  if (!isComplete || more.length > 0 || !isValid) return undefined

  const number = numberOf(
    groups.map((group) => parseInt(group, 16)),
    16n,
  )
  return number >> 32n === 0xffffn
    ? { bits: 32, number: number & 0xffffffffn }
    : { bits: 128, number }
}

function groupsOf(text: string): string[] {
  return text === '' ? [] : text.split(':')
}

function numberOf(parts: readonly number[], width: bigint): bigint {
  return parts.reduce((number, part) => (number << width) | BigInt(part), 0n)
}
