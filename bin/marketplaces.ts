import { type Marketplaces, marketplacesHere } from './marketplaces-here.ts'
import { exitWith, readCommand } from './settings.ts'

/**
 * `npm run marketplaces -- add acme` registers a marketplace, and `… list` lists them: those of the
 * router on this machine, or with `--stack Postrider` those of a deployment on AWS.
 */
async function main(): Promise<void> {
  const { values, positionals } = readCommand({
    description: { type: 'string' },
    stack: { type: 'string' },
  })
  const [command, name, ...others] = positionals
  if (command === 'add' && name !== undefined && others.length === 0) {
    const { description } = values
    const given = { name, ...(description !== undefined && { description }) }
    console.log(await (await marketplacesOf(values)).add(given))
  } else if (command === 'list' && name === undefined) {
    await print(await marketplacesOf(values))
  } else {
    throw new Error('Cannot start: say add and a name, or list')
  }
}

async function marketplacesOf({ stack }: { stack?: string | undefined }): Promise<Marketplaces> {
  if (stack === undefined) return marketplacesHere()
  const { marketplacesOnAws } = await import('./marketplaces-on-aws.ts') // only there the AWS SDK
  return marketplacesOnAws(stack)
}

async function print({ list }: Marketplaces): Promise<void> {
  for await (const { name, createdAt, description = '' } of list()) {
    console.log(`${name}  ${createdAt}  ${description}`.trimEnd())
  }
}

main().catch(exitWith)
