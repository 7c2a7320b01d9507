import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import { useEffect, useEffectEvent, useState } from 'react'

import { connection } from '../api/connection.ts'
import { useStore } from '../common/store.ts'
import { useText } from '../text/use-text.ts'
import type { ScreenCode } from './screen-code.ts'
import { Screen } from './screen.tsx'

type Result = ScreenCode | 'offline' | { error: unknown }
type Props = { load: () => Promise<ScreenCode | 'offline'> }

/** A placeholder that loads its screen when the connection is restored. */
export function LoadWhenOnline({ load }: Props) {
  const [result, setResult] = useState<Result>('offline')
  const isOnline = useStore(connection) === 'online'
  const retry = () => void load().then(setResult, (error: unknown) => setResult({ error }))
  const loadOnce = useEffectEvent(retry)
  useEffect(() => {
    if (isOnline) loadOnce()
  }, [isOnline])
  if (result === 'offline') return <Offline retry={retry} />
  if ('error' in result) throw result.error
  return <result.Component />
}

function Offline({ retry }: { retry: () => void }) {
  const { common, errors } = useText()
  return (
    <Screen title={errors.notLoaded} crumbs={[]}>
      <Alert type="info" action={<Button onClick={retry}>{common.tryAgain}</Button>}>
        {errors.notLoadedExplained}
      </Alert>
    </Screen>
  )
}
