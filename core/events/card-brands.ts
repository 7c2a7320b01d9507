/**
 * What the numbers of a brand begin with, as a range of prefixes of one length, and how many digits they
 * have (ISO/IEC 7812-1, as the brands publish them).
 */
type Brand = { from: number; to: number; lengths: readonly number[] }

const upTo19 = [16, 17, 18, 19]

const brands: readonly Brand[] = [
  { from: 4, to: 4, lengths: [13, 16, 19] }, // Visa
  { from: 51, to: 55, lengths: [16] }, // Mastercard
  { from: 2221, to: 2720, lengths: [16] },
  { from: 34, to: 34, lengths: [15] }, // American Express
  { from: 37, to: 37, lengths: [15] },
  { from: 6011, to: 6011, lengths: upTo19 }, // Discover
  { from: 644, to: 649, lengths: upTo19 },
  { from: 65, to: 65, lengths: upTo19 },
  { from: 300, to: 305, lengths: [14, ...upTo19] }, // Diners Club
  { from: 3095, to: 3095, lengths: [14, ...upTo19] },
  { from: 36, to: 36, lengths: [14, ...upTo19] },
  { from: 38, to: 39, lengths: [14, ...upTo19] },
  { from: 3528, to: 3589, lengths: upTo19 }, // JCB
  { from: 62, to: 62, lengths: upTo19 }, // UnionPay
  { from: 50, to: 50, lengths: [13, 14, 15, ...upTo19] }, // Maestro
  { from: 56, to: 69, lengths: [13, 14, 15, ...upTo19] },
]

/** Whether a card of some brand could have this number. */
export function isOfBrand(digits: string): boolean {
  return brands.some(({ from, to, lengths }) => {
    const prefix = Number(digits.slice(0, String(from).length))
    return lengths.includes(digits.length) && from <= prefix && prefix <= to
  })
}
