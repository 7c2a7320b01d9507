const timeFormat = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
})

export function shownTime(iso: string): string {
  return `${timeFormat.format(new Date(iso))} UTC`
}
