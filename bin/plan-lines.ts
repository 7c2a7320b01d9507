import type { Applied } from '../client/as-code/apply.ts'
import { shownSetting } from '../client/as-code/shown-setting.ts'
import type { SettingChange, Step } from '../client/as-code/plan.ts'

const signs = { create: '+', update: '~', delete: '-', unchanged: ' ' } as const

/** A plan as people read it: a line for each webhook, and for each setting that changes. */
export function planLines(steps: readonly Step[]): string[] {
  return steps.flatMap((step) => [
    `${signs[step.kind]} ${step.kind} ${step.name}`,
    ...details(step),
  ])
}

function details(step: Step): string[] {
  if (step.kind === 'create')
    return step.changes.map(({ name, after }) => `    ${name}: ${shownSetting(name, after)}`)
  if (step.kind !== 'update') return []
  const isSecretOnly = step.changes.length === 0
  return [...step.changes.map(changeLine), ...(isSecretOnly ? ['    secrets: sent again'] : [])]
}

function changeLine({ name, before, after }: SettingChange): string {
  return `    ${name}: ${shownSetting(name, before)} -> ${shownSetting(name, after)}`
}

/** A refused step, with the API's reason; and the warnings about one that was applied. */
export function appliedLines({ step, problem, warnings }: Applied): string[] {
  return [
    ...(problem === undefined ? [] : [`! ${step.name}: ${problem}`]),
    ...warnings.map((warning) => `? ${step.name}: ${warning}`),
  ]
}

/** `2 created, 1 updated, 0 deleted, 5 unchanged, 1 refused`. */
export function totalsLine(applied: readonly Applied[]): string {
  const count = (kind: Step['kind']) =>
    applied.filter(({ step, problem }) => step.kind === kind && problem === undefined).length
  const refused = applied.filter(({ problem }) => problem !== undefined).length
  const totals = [
    `${count('create')} created`,
    `${count('update')} updated`,
    `${count('delete')} deleted`,
    `${count('unchanged')} unchanged`,
    ...(refused > 0 ? [`${refused} refused`] : []),
  ]
  return totals.join(', ')
}
