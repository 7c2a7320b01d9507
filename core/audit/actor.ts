/** The actor recorded for what the router does on its own. No user can have this name. */
export const routerActor = 'postrider'
