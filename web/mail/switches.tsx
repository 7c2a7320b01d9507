import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Toggle from '@cloudscape-design/components/toggle'
import { useState } from 'react'

import { useChangeMailSettings, useMailSettings } from '../api/mails.ts'
import { useCan } from '../api/me.ts'
import type { MailSettingsView } from '../api/views.ts'
import { toMessage } from '../shared/error-alert.tsx'
import { Loaded } from '../shared/loaded.tsx'
import { notify } from '../shared/notify.ts'
import { useText } from '../text/use-text.ts'

/** Which mails about integration events are sent. Viewers see the switches and cannot use them. */
export function Switches() {
  const {
    mail: { settings: text },
  } = useText()
  const settings = useMailSettings()
  return (
    <Container
      header={
        <Header variant="h2" description={text.description}>
          {text.title}
        </Header>
      }
    >
      <Loaded query={settings}>
        {(read) => (
          <SpaceBetween size="l">
            <Switch name="productEventFailure" settings={read} />
            <Switch name="subscriptionChangeInProgress" settings={read} />
            <Switch name="subscriptionCancellationInProgress" settings={read} />
          </SpaceBetween>
        )}
      </Loaded>
    </Container>
  )
}

type Props = { name: keyof MailSettingsView; settings: MailSettingsView }

/** Shows the new position from the click on. */
function Switch({ name, settings }: Props) {
  const text = useText()
  const { settings: words } = text.mail
  const { label, hint } = words[name]
  const can = useCan()
  const { mutate } = useChangeMailSettings()
  const [unsaved, setUnsaved] = useState<boolean>()
  const turn = (isOn: boolean) => {
    setUnsaved(isOn)
    mutate(
      { [name]: isOn },
      {
        onSuccess: () => {
          const content = isOn ? words.on(label) : words.off(label)
          notify({ type: 'success', content, about: name })
        },
        onError: (error) => {
          const content = words.notSaved(toMessage(error, text))
          notify({ type: 'error', content, about: name })
        },
        onSettled: () => setUnsaved(undefined),
      },
    )
  }
  return (
    <Toggle
      checked={unsaved ?? settings[name]}
      readOnly={!can.change || unsaved !== undefined}
      description={hint}
      onChange={({ detail }) => turn(detail.checked)}
    >
      {label}
    </Toggle>
  )
}
