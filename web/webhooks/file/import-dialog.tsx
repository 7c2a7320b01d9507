import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import FileUpload from '@cloudscape-design/components/file-upload'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'

import { Dialog } from '../../shared/dialog.tsx'
import { ErrorAlert } from '../../shared/error-alert.tsx'
import { notify } from '../../shared/notify.ts'
import { useText } from '../../text/use-text.ts'
import { PlanPreview } from './plan-preview.tsx'
import { useImport } from './use-import.ts'

type Props = { onClose: () => void }
type State = ReturnType<typeof useImport>

/** Chooses a file, shows what it changes, and applies it. Loaded when it is opened. */
export default function ImportDialog({ onClose }: Props) {
  const { common, webhooksFile: text } = useText()
  const state = useImport()
  const { plan, application, isComplete } = state
  const changing = plan?.steps.filter(({ kind }) => kind !== 'unchanged') ?? []
  const apply = async () => {
    const applied = await application.mutateAsync(changing)
    if (applied.some(({ problem }) => problem !== undefined)) return
    notify({ type: 'success', content: text.applied(applied.length) })
    if (applied.every(({ warnings }) => warnings.length === 0)) onClose()
  }
  return (
    <Dialog
      title={text.title}
      size="large"
      onClose={onClose}
      isPersistent
      buttons={
        <>
          <Button variant="link" onClick={onClose}>
            {common.close}
          </Button>
          <Button
            variant="primary"
            loading={application.isPending}
            disabled={changing.length === 0 || !isComplete}
            onClick={() => void apply()}
          >
            {text.apply}
          </Button>
        </>
      }
    >
      <Box>{text.explained}</Box>
      <FileField {...state} />
      <Variables {...state} />
      <Options {...state} />
      <ErrorAlert error={state.existing.error} tryAgain={() => void state.existing.refetch()} />
      {plan && <PlanPreview {...plan} hide={state.hide} />}
      <Failures {...state} />
      <Warnings {...state} />
    </Dialog>
  )
}

function FileField({ chosen, choose }: State) {
  const { webhooksFile: text } = useText()
  const { problem, file } = chosen
  return (
    <FormField
      label={text.file}
      description={text.fileHint}
      errorText={problem && text.unreadable(problem)}
    >
      <FileUpload
        accept=".yaml,.yml,.json"
        value={file ? [file] : []}
        onChange={({ detail }) => choose(detail.value[0])}
        i18nStrings={{
          uploadButtonText: () => text.choose,
          dropzoneText: () => text.choose,
          removeFileAriaLabel: () => text.removeFile,
          limitShowFewer: '',
          limitShowMore: '',
          errorIconAriaLabel: '',
        }}
      />
    </FormField>
  )
}

/** A field for each variable of the file. */
function Variables({ variables, values, setValue }: State) {
  const { webhooksFile: text } = useText()
  if (variables.length === 0) return null
  return (
    <FormField label={text.variables} description={text.variablesHint}>
      {variables.map((name) => (
        <FormField key={name} label={name}>
          <Input
            type="password"
            autoComplete={false}
            value={values[name] ?? ''}
            onChange={({ detail }) => setValue(name, detail.value)}
          />
        </FormField>
      ))}
    </FormField>
  )
}

function Options({ chosen, options, setOptions }: State) {
  const { webhooksFile: text } = useText()
  if (chosen.content === undefined) return null
  return (
    <div>
      {(['prune', 'secrets'] as const).map((name) => (
        <Checkbox
          key={name}
          checked={options[name]}
          onChange={({ detail }) => setOptions({ ...options, [name]: detail.checked })}
        >
          {text[name]}
        </Checkbox>
      ))}
    </div>
  )
}

function Failures({ application }: State) {
  const { webhooksFile: text } = useText()
  const failed = application.data?.filter(({ problem }) => problem !== undefined) ?? []
  if (failed.length === 0) return null
  return (
    <Alert type="error" header={text.someFailed}>
      {failed.map(({ step, problem = '' }) => (
        <div key={step.name}>{text.of(step.name, problem)}</div>
      ))}
    </Alert>
  )
}

/** What may be wrong with webhooks that were imported. */
function Warnings({ application: { data = [] } }: State) {
  const { webhooksFile: text } = useText()
  const warned = data.filter(({ warnings }) => warnings.length > 0)
  if (warned.length === 0) return null
  return (
    <Alert type="warning" header={text.someWarned}>
      {warned.map(({ step, warnings }) => (
        <div key={step.name}>{text.of(step.name, warnings.join('; '))}</div>
      ))}
    </Alert>
  )
}
