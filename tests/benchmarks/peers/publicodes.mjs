// publicodes on the benchmark's rules, one profile at a time. It adds no months to a date: days are counted in numbers.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const folder = process.argv[2]
const { default: Engine } = await import(pathToFileURL(`${folder}/node_modules/publicodes/dist/index.js`))
const version = JSON.parse(readFileSync(`${folder}/node_modules/publicodes/package.json`, 'utf8')).version

const choice = (si, alors, sinon) => ({ variations: [{ si, alors }, { sinon }] })
const aid = (day, conditions, euros) => choice({ 'toutes ces conditions': [`${day} >= 20260101`, 'tarifs', `${day} >= limite`, ...conditions] }, euros, 0)
const lastDay = (year, month) => ({
  variations: [
    { si: { 'une de ces conditions': [4, 6, 9, 11].map((n) => `${month} = ${n}`) }, alors: 30 },
    { si: { 'toutes ces conditions': [`${month} = 2`, { 'une de ces conditions': [2024, 2028, 2032, 2036].map((n) => `${year} = ${n}`) }] }, alors: 29 },
    { si: `${month} = 2`, alors: 28 },
    { sinon: 31 },
  ],
})
const moved = (name, months) => ({
  [`${name} mois`]: months > 0 ? choice(`mois + ${months} > 12`, `mois + ${months - 12}`, `mois + ${months}`) : choice(`mois - ${-months} < 1`, `mois + ${12 + months}`, `mois - ${-months}`),
  [`${name} an`]: months > 0 ? choice(`mois + ${months} > 12`, 'an + 1', 'an') : choice(`mois - ${-months} < 1`, 'an - 1', 'an'),
  [`${name} dernier`]: lastDay(`${name} an`, `${name} mois`),
  [`${name} jour`]: choice(`jour < ${name} dernier`, 'jour', `${name} dernier`),
})
const whole = (an, mois, jour) => ({ somme: [{ produit: [an, 10000] }, { produit: [mois, 100] }, jour] })
const latest = (name) => whole(`${name} an`, `${name} mois`, choice('jour = dernier', `${name} dernier`, `${name} jour`))
const inputs = { an: 2027, mois: 1, jour: 1, debut: 20270101, ouverture: 20270101, derniere: 20000101, premiere: 'oui', secteur: "'secteur_1'", zone: "'zip'", 'zone seconde': "'zip'", diplome: "'france'" }
const rules = {
  ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, { 'par défaut': value }])),
  tarifs: { 'une de ces conditions': ["secteur = 'secteur_1'", "secteur = 'secteur_2_optam'"] },
  limite: 'derniere + 100000',
  dernier: lastDay('an', 'mois'),
  ...moved('suivant', 1),
  ...moved('trois', -3),
  ...moved('six', -6),
  zip: aid('debut', ['premiere', "zone = 'zip'"], 10000),
  zac: aid('debut', ['premiere', "zone = 'zac'"], 5000),
  second: aid('ouverture', ["zone seconde = 'zip'"], 3000),
  carmf: whole('suivant an', 'suivant mois', 'suivant jour'),
  inpi: choice('jour + 15 <= dernier', whole('an', 'mois', 'jour + 15'), whole('suivant an', 'suivant mois', { valeur: 'jour + 15 - dernier' })),
  ordre: choice("diplome = 'hors_union_europeenne'", latest('six'), latest('trois')),
}
const quiet = { log() {}, warn() {}, error() {} }
const engine = new Engine(rules, { logger: quiet, strict: { noOrphanRule: false } })

const number = (iso) => Number(iso.replaceAll('-', ''))
const profiles = JSON.parse(readFileSync(0, 'utf8')).map((raw) => {
  const [an, mois, jour] = raw.date_debut.split('-').map(Number)
  return {
    an, mois, jour,
    debut: number(raw.date_debut), ouverture: number(raw.date_ouverture_secondaire), derniere: number(raw.date_derniere_aide),
    premiere: raw.premiere_installation ? 'oui' : 'non', secteur: `'${raw.secteur}'`, zone: `'${raw.zone}'`,
    'zone seconde': `'${raw.zone_secondaire}'`, diplome: `'${raw.diplome}'`,
  }
})
const wanted = ['zip', 'zac', 'second', 'carmf', 'inpi', 'ordre']
const evaluated = (profile) => {
  engine.setSituation(profile)
  return wanted.map((name) => engine.evaluate(name).nodeValue)
}
evaluated(profiles[0])
const started = performance.now()
const results = profiles.map(evaluated)
process.stdout.write(JSON.stringify({ version, seconds: (performance.now() - started) / 1000, results }))
