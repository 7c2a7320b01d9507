import { Screen } from '../app/screen.tsx'

export function Component() {
  return (
    <Screen title="Soon" crumbs={[]}>
      …
    </Screen>
  )
}
