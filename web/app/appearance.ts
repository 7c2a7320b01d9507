import { applyDensity, applyMode, Density, Mode } from '@cloudscape-design/global-styles'

import { rememberedStore } from '../shared/persistent-store.ts'

export const colourModes = ['system', 'light', 'dark'] as const
type ColourMode = (typeof colourModes)[number]

export const densities = ['comfortable', 'compact'] as const
type DensityName = (typeof densities)[number]

/** What whoever sits here chose; remembered in this browser. */
export const colourMode = rememberedStore<ColourMode>('colour-mode', 'system', isOneOf(colourModes))
export const density = rememberedStore<DensityName>('density', 'comfortable', isOneOf(densities))

const darkSystem = matchMedia('(prefers-color-scheme: dark)')

/** Draws the page so, and again whenever it is chosen otherwise, or the system changes. */
export function showAppearance(): void {
  show()
  colourMode.watch(show)
  density.watch(show)
  darkSystem.addEventListener('change', show)
}

function show(): void {
  const mode = colourMode.get()
  const isDark = mode === 'dark' || (mode === 'system' && darkSystem.matches)
  applyMode(isDark ? Mode.Dark : Mode.Light)
  applyDensity(density.get() === 'compact' ? Density.Compact : Density.Comfortable)
  document.documentElement.style.colorScheme = isDark ? 'dark' : 'light'
}

function isOneOf<Value extends string>(values: readonly Value[]) {
  return (value: unknown): value is Value => values.some((one) => one === value)
}
