import type { Config } from '../sign-in/config.ts'

/** Draws the deployment's logo and colours. Without any, no code for them is loaded. */
export function applyBrand(config: Config): void {
  const { logo, accentColor, darkAccentColor } = config
  if (logo !== undefined) {
    document.documentElement.style.setProperty('--logo', `url("${logo}")`)
  }
  if (accentColor === undefined && darkAccentColor === undefined) return
  void import('./brand-colors.ts').then(({ applyColors }) => {
    applyColors(config)
  })
}
