import { Fragment } from 'react'

/** A URL or a code. In a narrow column, it breaks after `/` or `_` rather than inside a word. */
export function Breakable({ text }: { text: string }) {
  return text.split(/(?<=[/_])(?=[^/_])/).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ))
}
