// Everything that citing takes.
export { createCitationCommands } from '../host/citation/createCitationCommands';
export { planDrop } from '../host/citation/planDrop';
