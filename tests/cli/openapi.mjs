// Judges a description of an interface, which comes on standard input.
import { Validator } from '../page/node_modules/@seriousme/openapi-schema-validator/index.js'

let text = ''
for await (const part of process.stdin) text += part
const found = await new Validator().validate(JSON.parse(text))
console.log(JSON.stringify({ valid: found.valid, errors: found.errors ?? [] }).slice(0, 4000))
process.exit(found.valid ? 0 : 1)
