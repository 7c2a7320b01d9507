export { Postrider } from '../postrider.ts'
export type { CustomDomain, OidcProvider, PostriderProps } from '../postrider-props.ts'
export { PostriderStack, type PostriderStackProps } from '../postrider-stack.ts'
export { NamedZips } from './named-zips.ts'
