import type { ReactNode } from 'react'

import { store } from '../common/store.ts'

/** What the panel next to a screen shows. */
export type Details = { title: string; content: ReactNode }

/** The details that a person has opened; undefined while the panel is closed. */
export const details = store<Details | undefined>(undefined)
