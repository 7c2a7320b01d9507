import { useText } from '../text/use-text.ts'
import { focusContent } from './screen-content.tsx'

/** A button rather than a link: the hash belongs to the router. */
export function SkipLink() {
  const { common } = useText()
  return (
    <button type="button" className="skip-link" onClick={focusContent}>
      {common.skip}
    </button>
  )
}
