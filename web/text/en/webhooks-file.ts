/** The webhooks of a marketplace as a file. */
export const webhooksFile = {
  export: 'Export',
  exportFailed: (reason: string) => `The webhooks were not exported: ${reason}`,
  comment:
    ' The secrets of these webhooks are left out: they stay as they are. Where a new webhook needs one, refer to\n a variable, such as token: ${CRM_TOKEN}',
  import: 'Import',
  title: 'Import webhooks',
  explained:
    'Creates and changes webhooks so that they are those of the file. A webhook is found by its description, or by its ID. You see what will change first.',
  file: 'File',
  fileHint: 'YAML or JSON, as exported',
  choose: 'Choose file',
  removeFile: 'Remove file',
  unreadable: (reason: string) => `The file cannot be read: ${reason}`,
  variables: 'Values of variables',
  variablesHint: 'The file refers to them. They are sent to Postrider only.',
  prune: 'Delete webhooks that are not in the file',
  secrets: 'Replace stored secrets with those of the file',
  plan: 'What will change',
  nothing: 'Nothing will change.',
  steps: {
    create: 'Create',
    update: 'Change',
    delete: 'Delete',
    unchanged: 'Unchanged',
  },
  secretsAgain: 'Its secrets are sent again.',
  change: (name: string, before: string, after: string) => `${name}: ${before} → ${after}`,
  setting: (name: string, value: string) => `${name}: ${value}`,
  apply: 'Apply',
  applied: (count: number) =>
    count === 1 ? '1 webhook was imported.' : `${count} webhooks were imported.`,
  of: (name: string, reason: string) => `${name}: ${reason}`,
  someFailed: 'Some webhooks were not imported',
  someWarned: 'Imported, but check these webhooks',
}
