import Button from '@cloudscape-design/components/button'
import type { IconProps } from '@cloudscape-design/components/icon'

import { TwoSteps } from './confirm-twice.tsx'

type Props = {
  /** Instead of the words, where there is no room for them. */
  icon?: IconProps.Name
  /** What the first click says. */
  label: string
  /** What the button asks then. */
  question: string
  /** The same beside an icon, where there is room for a word; it begins the question. */
  short?: string
  onConfirm: () => void
  loading?: boolean
}

/** A button for what cannot be undone: it asks in red before it does it. */
export function TwoStepButton(props: Props) {
  const { icon, label, question, short = question, onConfirm, loading = false } = props
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
            variant={asks ? 'normal' : 'icon'}
            {...(!asks && { iconName: icon })}
            ariaLabel={said}
            loading={loading}
            wrapText={false}
            onClick={click}
          >
            {asks && short}
          </Button>
        )
      }}
    </TwoSteps>
  )
}
