import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'

import type { Step } from '../../../client/as-code/plan.ts'
import { shownSetting } from '../../../client/as-code/shown-setting.ts'
import { StatusLabel } from '../../shared/status-label.tsx'
import { useText } from '../../text/use-text.ts'

type Hide = (line: string) => string
type Props = { steps: readonly Step[]; problem?: string; hide: Hide }

const types: Readonly<Record<Step['kind'], StatusIndicatorProps.Type>> = {
  create: 'success',
  update: 'info',
  delete: 'error',
  unchanged: 'stopped',
}

/** What happens to each webhook, with the settings that change. */
export function PlanPreview({ steps, problem, hide }: Props) {
  const { webhooksFile: text } = useText()
  if (problem !== undefined) return <Alert type="error">{problem}</Alert>
  return (
    <div role="region" aria-label={text.plan}>
      <Box variant="h3">{text.plan}</Box>
      {steps.every(({ kind }) => kind === 'unchanged') && <Box>{text.nothing}</Box>}
      <SpaceBetween size="xs">
        {steps.map((step, index) => (
          <div key={`${index},${step.name}`}>
            <StatusLabel type={types[step.kind]}>{text.steps[step.kind]}</StatusLabel>{' '}
            <Box variant="strong">{step.name}</Box>
            <Changes step={step} hide={hide} />
          </div>
        ))}
      </SpaceBetween>
    </div>
  )
}

function Changes({ step, hide }: { step: Step; hide: Hide }) {
  const { webhooksFile: text } = useText()
  if (step.kind !== 'create' && step.kind !== 'update') return null
  if (step.changes.length === 0) return <Box variant="small">{text.secretsAgain}</Box>
  return step.changes.map(({ name, before, after }) => (
    <div key={name} className="verbatim">
      {hide(
        step.kind === 'create'
          ? text.setting(name, shownSetting(name, after))
          : text.change(name, shownSetting(name, before), shownSetting(name, after)),
      )}
    </div>
  ))
}
