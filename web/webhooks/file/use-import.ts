import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { applySteps, readWebhooks } from '../../../client/as-code/apply.ts'
import type { WebhooksFile, WebhookView } from '../../../client/as-code/entry.ts'
import { planOf, type Step } from '../../../client/as-code/plan.ts'
import { readFile } from '../../../client/as-code/read-file.ts'
import { variablesIn, withoutValues, withVariables } from '../../../client/as-code/variables.ts'
import { useApi } from '../../api/api-context.ts'
import { useInvalidateWebhooks } from '../../api/change-webhooks.ts'
import { toMessage } from '../../shared/error-alert.tsx'
import { useText } from '../../text/use-text.ts'

type ImportOptions = { prune: boolean; secrets: boolean }

/** A chosen file: its content, or why it cannot be read. */
type Chosen = { file?: File; content?: WebhooksFile; problem?: string }

/** The plan of a file for the webhooks that exist now, or why there is none. */
type Plan = { steps: readonly Step[]; problem?: string }

/** What the file would change, and its application. */
export function useImport() {
  const text = useText()
  const api = useApi()
  const invalidate = useInvalidateWebhooks()
  const [chosen, setChosen] = useState<Chosen>({})
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const [options, setOptions] = useState<ImportOptions>({ prune: false, secrets: false })
  const existing = useQuery({ queryKey: ['webhooks', 'file'], queryFn: () => readWebhooks(api) })
  const describe = (error: unknown) => toMessage(error, text)
  const application = useMutation({
    mutationFn: (steps: readonly Step[]) => applySteps(steps, { api, describe }),
    onSettled: invalidate,
  })
  const { content } = chosen
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
  const filled = content && withVariables(content, given)
  const plan = filled && existing.data && safePlan(filled, existing.data, options)
  return {
    ...{ chosen, options, setOptions, values, existing, plan, application },
    variables: variablesIn(content),
    choose: (file: File | undefined) => void chosenOf(file).then(setChosen),
    setValue: (name: string, value: string) => setValues({ ...values, [name]: value }),
    isComplete: variablesIn(filled).length === 0,
    /** A line of the plan, with the names of variables in place of their values. */
    hide: (line: string) => withoutValues(line, given),
  }
}

async function chosenOf(file: File | undefined): Promise<Chosen> {
  if (file === undefined) return {}
  try {
    const { parse } = await import('yaml')
    return { file, content: readFile(parse(await file.text())) }
  } catch (error) {
    return { file, problem: messageOf(error) }
  }
}

function safePlan(
  file: WebhooksFile,
  existing: readonly WebhookView[],
  options: ImportOptions,
): Plan {
  try {
    return { steps: planOf(file, existing, options) }
  } catch (error) {
    return { steps: [], problem: messageOf(error) }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
