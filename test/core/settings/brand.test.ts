import { describe, expect, it } from '@jest/globals'

import { brandConfig, BrandSettings, contrast, logoOrigins } from '../../../core/settings/brand.ts'
import { fromContext, readSettings } from '../../../core/settings/read-settings.ts'

function read(given: Record<string, string>) {
  return readSettings(
    BrandSettings,
    fromContext((name) => given[name]),
  )
}

const svg = 'data:image/svg+xml,%3Csvg%3E%3C/svg%3E'

describe('BrandSettings', () => {
  it('leaves the page as it is by default', () => {
    const brand = read({})

    expect(brandConfig(brand)).toEqual({})
    expect(logoOrigins(brand)).toEqual([])
  })

  it.each([
    { logo: 'https://cdn.example.com/logo.svg', origins: ['https://cdn.example.com'] },
    { logo: svg, origins: [] },
  ])('takes the logo $logo', ({ logo, origins }) => {
    const brand = read({ logo, accentColor: '#0b5fff', darkAccentColor: '#75cfff' })

    expect(brandConfig(brand)).toEqual({
      ...{ logo, accentColor: '#0b5fff', darkAccentColor: '#75cfff' },
    })
    expect(logoOrigins(brand)).toEqual(origins)
  })

  it.each([
    [{ logo: 'http://cdn.example.com/logo.svg' }, 'neither an https URL'],
    [{ logo: 'data:text/html,hello' }, 'neither an https URL'],
    [{ logo: `${svg}${'a'.repeat(8_192)}` }, 'at most 8192 characters'],
    [{ logo: 'https://user:pass@cdn.example.com/logo.svg' }, 'neither an https URL'],
    [{ logo: 'https://cdn.example.com/"),url("x' }, 'neither an https URL'],
    [{ accentColor: 'blue' }, "'blue' is not a colour such as #0b5fff"],
    [{ accentColor: '#ffe066' }, 'readable in light mode'],
    [{ darkAccentColor: '#0b3d91' }, 'readable in dark mode'],
  ])('refuses %j', (given, message) => {
    expect(() => read(given)).toThrow(message)
  })
})

it.each([
  ['#000000', '#ffffff', 21],
  ['#777777', '#ffffff', 4.48],
  ['#ffffff', '#ffffff', 1],
])('contrast() of %s on %s is %d', (one, other, ratio) => {
  expect(contrast(one, other)).toBeCloseTo(ratio, 2)
})
