import { applyDensity, applyMode, Density, Mode } from '@cloudscape-design/global-styles'

import { persistentStore } from '../shared/persistent-store.ts'

export const colourModes = ['system', 'light', 'dark'] as const
type ColourMode = (typeof colourModes)[number]

export const densities = ['comfortable', 'compact'] as const
type DensityName = (typeof densities)[number]

/** The user's choice, stored in this browser. */
export const colourMode = persistentStore<ColourMode>('colour-mode', 'system', isOneOf(colourModes))
export const density = persistentStore<DensityName>('density', 'comfortable', isOneOf(densities))

const darkSystem = matchMedia('(prefers-color-scheme: dark)')

/** Applies the appearance now and whenever the choice or the system changes. */
export function applyAppearance(): void {
  apply()
  colourMode.subscribe(apply)
  density.subscribe(apply)
  darkSystem.addEventListener('change', apply)
}

function apply(): void {
  const mode = colourMode.get()
  const isDark = mode === 'dark' || (mode === 'system' && darkSystem.matches)
  applyMode(isDark ? Mode.Dark : Mode.Light)
  applyDensity(density.get() === 'compact' ? Density.Compact : Density.Comfortable)
  document.documentElement.style.colorScheme = isDark ? 'dark' : 'light'
}

function isOneOf<Value extends string>(values: readonly Value[]) {
  return (value: unknown): value is Value => values.some((one) => one === value)
}
