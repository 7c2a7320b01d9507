import type { ComponentType } from 'react'

import type { DataSource } from '../api/data-source.ts'

/** Requests what a screen shows at an address with these parameters, before it is drawn. */
export type RequestData = (source: DataSource, params: URLSearchParams) => Promise<unknown>

/** What the module of a screen exports. */
export type ScreenCode = { Component: ComponentType; requestData?: RequestData }
