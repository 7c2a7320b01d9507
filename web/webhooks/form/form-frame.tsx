import Button from '@cloudscape-design/components/button'
import Form from '@cloudscape-design/components/form'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { ReactNode, Ref } from 'react'

import { useText } from '../../text/use-text.ts'

type Props = {
  form: Ref<HTMLFormElement>
  submit: () => void
  /** Where one goes without saving. */
  back: string
  isSaving: boolean
  /** Why it was not saved. */
  refusal: ReactNode
  children: ReactNode
}

/** What stands around the fields: the way back, and the button that saves. */
export function FormFrame({ form, submit, back, isSaving, refusal, children }: Props) {
  const { common, webhookForm } = useText()
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Form
        errorText={refusal}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" href={back} formAction="none">
              {common.cancel}
            </Button>
            <Button variant="primary" loading={isSaving} formAction="submit">
              {webhookForm.save}
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">{children}</SpaceBetween>
      </Form>
    </form>
  )
}
