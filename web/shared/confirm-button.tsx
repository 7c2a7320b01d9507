import Button from '@cloudscape-design/components/button'
import type { IconProps } from '@cloudscape-design/components/icon'

import { ConfirmTwice } from './confirm-twice.tsx'

type Props = {
  /** Shown instead of the label. */
  icon?: IconProps.Name
  /** The label before the first click. */
  label: string
  /** The label after the first click. */
  question: string
  /** A short question next to an icon. The question must begin with it. */
  shortQuestion?: string
  onConfirm: () => void
  loading?: boolean
}

/** A button for something that cannot be undone. Asks in red for confirmation. */
export function ConfirmButton(props: Props) {
  const { icon, label, question, shortQuestion = question, onConfirm, loading = false } = props
  return (
    <ConfirmTwice question={question} onConfirm={onConfirm} className="confirming">
      {(isConfirming, click) => {
        const text = isConfirming ? question : label
        return icon === undefined ? (
          <Button loading={loading} onClick={click}>
            {text}
          </Button>
        ) : (
          <Button
            variant={isConfirming ? 'normal' : 'icon'}
            {...(!isConfirming && { iconName: icon })}
            ariaLabel={text}
            loading={loading}
            wrapText={false}
            onClick={click}
          >
            {isConfirming && shortQuestion}
          </Button>
        )
      }}
    </ConfirmTwice>
  )
}
