import StatusIndicator, {
  type StatusIndicatorProps,
} from '@cloudscape-design/components/status-indicator'

/** An icon and a text that breaks between words; the component breaks it anywhere. */
export function StatusLabel({ children, ...props }: StatusIndicatorProps) {
  return (
    <StatusIndicator {...props}>
      <span className="whole-words">{children}</span>
    </StatusIndicator>
  )
}
