import { generateThemeStylesheet, type Theme } from '@cloudscape-design/components/theming'

type Colors = { accentColor?: string | undefined; darkAccentColor?: string | undefined }
type Tokens = NonNullable<Theme['tokens']>

/** Overrides the colours of links, primary buttons and controls. */
export function applyColors(colors: Colors): void {
  const css = generateThemeStylesheet({ theme: { tokens: tokensOf(colors) } })
  const sheet = new CSSStyleSheet() // a style element would need 'unsafe-inline' in the policy
  sheet.replaceSync(css)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}

const plain = [
  'colorBackgroundButtonPrimaryDefault',
  'colorBackgroundControlChecked',
  'colorBackgroundToggleCheckedDefault',
  'colorBorderButtonNormalDefault',
  'colorBorderItemFocused',
  'colorBorderItemSelected',
  'colorTextAccent',
  'colorTextButtonNormalDefault',
  'colorTextLinkDefault',
] as const
const stronger = [
  'colorBackgroundButtonPrimaryHover',
  'colorBackgroundButtonPrimaryActive',
  'colorBorderButtonNormalHover',
  'colorBorderButtonNormalActive',
  'colorTextButtonNormalHover',
  'colorTextButtonNormalActive',
  'colorTextLinkHover',
] as const

function tokensOf({ accentColor, darkAccentColor }: Colors): Tokens {
  const colorOf = (isStronger: boolean) => ({
    ...(accentColor !== undefined && { light: isStronger ? mix(accentColor, 0) : accentColor }),
    ...(darkAccentColor !== undefined && {
      dark: isStronger ? mix(darkAccentColor, 255) : darkAccentColor,
    }),
  })
  const named = (names: readonly string[], isStronger: boolean) =>
    names.map((name) => [name, colorOf(isStronger)] as const)
  return Object.fromEntries([...named(plain, false), ...named(stronger, true)])
}

/** A fifth nearer to black (0) or to white (255), so that the contrast grows. */
function mix(color: string, to: number): string {
  const parts = [1, 3, 5].map((at) => {
    const part = parseInt(color.slice(at, at + 2), 16)
    return Math.round(part + (to - part) / 5)
      .toString(16)
      .padStart(2, '0')
  })
  return `#${parts.join('')}`
}
