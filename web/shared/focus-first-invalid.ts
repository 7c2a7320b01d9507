/** Scrolls to the first field with an error, and gives it the focus. */
export function focusFirstInvalid(form: HTMLFormElement | null): void {
  const field = form?.querySelector('[data-invalid=true]')
  const control = field?.querySelector<HTMLElement>('input, button, textarea')
  control?.scrollIntoView({ block: 'center' })
  control?.focus({ preventScroll: true })
}
