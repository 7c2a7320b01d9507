import Button from '@cloudscape-design/components/button'
import Form from '@cloudscape-design/components/form'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { ReactNode, Ref } from 'react'

import { useText } from '../text/use-text.ts'

type Props = {
  form: Ref<HTMLFormElement>
  submit: () => void
  /** The label of the button that saves. */
  save: string
  /** The link of the cancel button. */
  back: string
  isSaving: boolean
  /** The reason why the form was not saved. */
  alert: ReactNode
  children: ReactNode
}

/** The form element and its buttons. */
export function FormFrame({ form, submit, save, back, isSaving, alert, children }: Props) {
  const { common } = useText()
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
        errorText={alert}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" href={back} formAction="none">
              {common.cancel}
            </Button>
            <Button variant="primary" loading={isSaving} formAction="submit">
              {save}
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">{children}</SpaceBetween>
      </Form>
    </form>
  )
}
