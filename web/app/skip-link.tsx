import { useText } from '../text/use-text.ts'
import { focusContent } from './screen-content.tsx'

/** A button, for the address belongs to the routes. */
export function SkipLink() {
  const { common } = useText()
  return (
    <button type="button" className="skip-link" onClick={focusContent}>
      {common.skip}
    </button>
  )
}
