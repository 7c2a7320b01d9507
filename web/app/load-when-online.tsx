import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import { type ComponentType, useEffect, useEffectEvent, useState } from 'react'

import { connection } from '../api/connection.ts'
import { useStore } from '../common/store.ts'
import { useText } from '../text/use-text.ts'
import { Screen } from './screen.tsx'

export type ScreenCode = { Component: ComponentType }

type Result = ScreenCode | 'lost' | { error: unknown }
type Props = { load: () => Promise<ScreenCode | 'lost'> }

/** Instead of a screen whose code cannot come now; it does when the connection is back. */
export function LoadedLater({ load }: Props) {
  const [result, setResult] = useState<Result>('lost')
  const isThere = useStore(connection) === 'there'
  const again = () => void load().then(setResult, (error: unknown) => setResult({ error }))
  const loadAgain = useEffectEvent(again)
  useEffect(() => {
    if (isThere) loadAgain()
  }, [isThere])
  if (result === 'lost') return <NotLoaded again={again} />
  if ('error' in result) throw result.error
  return <result.Component />
}

function NotLoaded({ again }: { again: () => void }) {
  const { common, faults } = useText()
  return (
    <Screen title={faults.notLoaded} crumbs={[]}>
      <Alert type="info" action={<Button onClick={again}>{common.tryAgain}</Button>}>
        {faults.notLoadedExplained}
      </Alert>
    </Screen>
  )
}
