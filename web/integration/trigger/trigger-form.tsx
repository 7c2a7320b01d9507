import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import Container from '@cloudscape-design/components/container'
import Form from '@cloudscape-design/components/form'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import RadioGroup from '@cloudscape-design/components/radio-group'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'

import type { ProductView } from '../../api/integration-views.ts'
import { href, paths } from '../../common/paths.ts'
import { JsonField } from '../../shared/json-field.tsx'
import { useText } from '../../text/use-text.ts'
import { flags, isTest, sampleText } from './draft.ts'
import { SendError } from './send-error.tsx'
import { useTriggerForm } from './use-trigger-form.ts'

type Props = { products: readonly ProductView[] }

/** Sends an event: a test by default; anything else must be confirmed. */
export function TriggerForm({ products }: Props) {
  const { trigger: text } = useText()
  const [first] = products
  if (first === undefined) {
    const action = <Button href={href(paths.products)}>{text.viewProducts}</Button>
    return (
      <Alert type="info" action={action}>
        {text.noProducts}
      </Alert>
    )
  }
  return <FilledForm products={products} first={first} />
}

function FilledForm({ products, first }: Props & { first: ProductView }) {
  const { trigger: text } = useText()
  const state = useTriggerForm(first.id)
  const { draft, set, send, isPending, needsConfirmation, error } = state
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Form
        actions={
          <Button variant="primary" formAction="submit" loading={isPending}>
            {text.send}
          </Button>
        }
      >
        <Container header={<Header variant="h2">{text.event}</Header>}>
          <SpaceBetween size="l">
            <Choices products={products} {...state} />
            <JsonField
              label={text.body}
              hint={text.bodyHint}
              value={draft.body}
              sample={sampleText(draft.type)}
              onChange={(body) => set({ body })}
            />
            {!isTest(draft) && (
              <FormField errorText={needsConfirmation && text.confirmNeeded}>
                <Checkbox
                  checked={draft.isConfirmed}
                  onChange={({ detail }) => set({ isConfirmed: detail.checked })}
                >
                  {text.confirm}
                </Checkbox>
              </FormField>
            )}
            <SendError error={error} />
          </SpaceBetween>
        </Container>
      </Form>
    </form>
  )
}

type ChoiceProps = Props & Pick<ReturnType<typeof useTriggerForm>, 'draft' | 'set' | 'setType'>

function Choices({ products, draft, set, setType }: ChoiceProps) {
  const { trigger: text, integrationEvents } = useText()
  const productOptions = products.map(({ id, name }) => ({ value: id, label: name }))
  const types = Object.entries(integrationEvents.types).map(([value, label]) => ({ value, label }))
  return (
    <SpaceBetween size="l">
      <FormField label={text.product}>
        <Select
          options={productOptions}
          filteringType={products.length > 8 ? 'auto' : 'none'}
          selectedOption={productOptions.find(({ value }) => value === draft.product) ?? null}
          onChange={({ detail }) => set({ product: detail.selectedOption.value ?? '' })}
        />
      </FormField>
      <FormField label={text.type}>
        <Select
          options={types}
          selectedOption={types.find(({ value }) => value === draft.type) ?? null}
          onChange={({ detail }) => setType(detail.selectedOption.value ?? '')}
        />
      </FormField>
      <FormField label={text.flag}>
        <RadioGroup
          value={draft.flag}
          items={flags.map((value) => ({ value, label: text.flags[value] }))}
          onChange={({ detail }) =>
            set({
              flag: flags.find((flag) => flag === detail.value) ?? 'STATELESS',
              isConfirmed: false,
            })
          }
        />
      </FormField>
    </SpaceBetween>
  )
}
