import Box from '@cloudscape-design/components/box'
import type { ReactNode } from 'react'

/** A screen without navigation, before the user is known. */
export function PlainFrame({ children }: { children: ReactNode }) {
  return (
    <main>
      <Box margin="xxl" padding={{ vertical: 'xxl' }}>
        {children}
      </Box>
    </main>
  )
}
