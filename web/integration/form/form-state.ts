import type { Draft } from './draft.ts'

/** What every part of the form gets. */
export type FormState = {
  draft: Draft
  set: (change: Partial<Draft>) => void
  errorAt: (field: string) => string | undefined
}
