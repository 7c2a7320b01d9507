import * as z from 'zod'

import { isNot, text } from './setting-text.ts'

/** A logo as a data: URL; larger ones would not fit into the page's configuration. */
const maxLogoLength = 8_192

/** What the page draws texts on, and with which contrast: WCAG 2.2, 1.4.3. */
const background = { light: '#ffffff', dark: '#161d26' } as const
const minContrast = 4.5

/** How the page looks: a logo, and the colour of links and buttons in light and in dark mode. */
export const BrandSettings = z.object({
  /** The address of an image, or the image itself; '' for Postrider's. */
  logo: text().refine(
    (given) => given === '' || isLogo(given),
    `it is neither an https URL of an image nor a data: URL of an SVG, PNG or WebP of at most ${maxLogoLength} characters`,
  ),
  accentColor: accentOn('light'),
  darkAccentColor: accentOn('dark'),
})
export type Brand = z.infer<typeof BrandSettings>

/** The members of the page's `config.json`: those that were chosen. */
export function brandConfig(brand: Brand): Partial<Brand> {
  return Object.fromEntries(Object.entries(brand).filter(([, value]) => value !== ''))
}

/** The origins that the page loads its logo from. */
export function logoOrigins({ logo }: Pick<Brand, 'logo'>): string[] {
  return logo.startsWith('https:') ? [new URL(logo).origin] : []
}

function isLogo(given: string): boolean {
  if (given.length > maxLogoLength) return false
  if (/^data:image\/(svg\+xml|png|webp)[;,]/.test(given)) return !/["\\\s]/.test(given)
  if (!URL.canParse(given) || /["\\\s]/.test(given)) return false
  const { protocol, username, password } = new URL(given)
  return protocol === 'https:' && username === '' && password === ''
}

function accentOn(mode: keyof typeof background) {
  return text()
    .refine((given) => given === '' || hexColor.test(given), isNot('a colour such as #0b5fff'))
    .refine(
      (given) => !hexColor.test(given) || contrast(given, background[mode]) >= minContrast,
      isNot(`readable in ${mode} mode: its contrast with ${background[mode]} is below 4.5:1`),
    )
}

const hexColor = /^#[0-9a-f]{6}$/i

/** The contrast ratio of WCAG 2, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** The relative luminance of WCAG 2. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(color.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
