import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import { useState } from 'react'

import { useStore } from '../common/store.ts'
import { Dialog } from '../shared/dialog.tsx'
import { KeyValues } from '../shared/key-values.tsx'
import { useText } from '../text/use-text.ts'
import { useLogKeys, usesLogKeys } from './use-log-keys.ts'

/** The button of the help, and the keys themselves. */
export function LogKeys() {
  const { common, logKeys: text } = useText()
  const [isOpen, setIsOpen] = useState(false)
  const isUsed = useStore(usesLogKeys)
  useLogKeys(() => setIsOpen(true))
  return (
    <>
      <Button
        variant="icon"
        iconName="keyboard"
        ariaLabel={text.title}
        onClick={() => setIsOpen(true)}
      />
      {isOpen && (
        <Dialog
          title={text.title}
          onClose={() => setIsOpen(false)}
          buttons={<Button onClick={() => setIsOpen(false)}>{common.close}</Button>}
        >
          <KeyValues
            columns={2}
            items={text.keys.map(([key, value]) => ({ label: <kbd>{key}</kbd>, value }))}
          />
          <Checkbox checked={isUsed} onChange={({ detail }) => usesLogKeys.set(detail.checked)}>
            {text.use}
          </Checkbox>
        </Dialog>
      )}
    </>
  )
}
