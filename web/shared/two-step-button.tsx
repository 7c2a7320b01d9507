import Button from '@cloudscape-design/components/button'
import type { IconProps } from '@cloudscape-design/components/icon'

import { TwoSteps } from './two-steps.tsx'

type Props = {
  /** Instead of the words, where there is no room for them. */
  icon?: IconProps.Name
  /** What the first click says. */
  label: string
  /** What the button asks then. */
  question: string
  onConfirm: () => void
  loading?: boolean
}

/** A button for what cannot be undone: it asks in red before it does it. */
export function TwoStepButton({ icon, label, question, onConfirm, loading = false }: Props) {
  return (
    <TwoSteps question={question} onConfirm={onConfirm} className="asks">
      {(asks, click) => {
        const said = asks ? question : label
        return icon === undefined ? (
          <Button loading={loading} onClick={click}>
            {said}
          </Button>
        ) : (
          <Button
            variant="icon"
            iconName={icon}
            ariaLabel={said}
            loading={loading}
            onClick={click}
          />
        )
      }}
    </TwoSteps>
  )
}
