import './integration.css'

import type { PingView } from '../api/integration-views.ts'
import { type Text, useText } from '../text/use-text.ts'
import type { Endpoint } from './endpoints.ts'

type Tested = Pick<Endpoint, 'name' | 'state'> & {
  ping: Pick<PingView, 'status' | 'reason'> | undefined
}
type Props = { endpoint: Tested; withText?: boolean }

/** Grey until an endpoint is tested, then green or red; the tooltip says which and why. */
export function PingDot({ endpoint, withText = false }: Props) {
  const { integration } = useText()
  const { name, state } = endpoint
  const result = testText(endpoint, integration)
  const label = `${integration.endpointNames[name]}: ${result}`
  return (
    <span className="ping" title={label}>
      <span
        className={`ping-dot ping-dot-${state}`}
        {...(withText ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
      />
      {withText && <span className="unspaced">{result}</span>}
    </span>
  )
}

function testText({ state, ping }: Tested, text: Text['integration']): string {
  if (state === 'changed') return text.urlChanged
  if (state === 'untested' || ping === undefined) return text.untested
  if (state === 'passed') return text.passed(ping.status ?? 200)
  return text.failed(ping.reason ?? `HTTP ${ping.status ?? ''}`)
}
