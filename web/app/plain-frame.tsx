import Box from '@cloudscape-design/components/box'
import type { ReactNode } from 'react'

/** A screen without the layout: before anybody is signed in. */
export function PlainFrame({ children }: { children: ReactNode }) {
  return (
    <main>
      <Box margin="xxl" padding={{ vertical: 'xxl' }}>
        {children}
      </Box>
    </main>
  )
}
