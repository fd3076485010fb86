// publicodes on the benchmark's rules, one profile at a time. It adds no months to a date and takes no operation of ours:
// days are numbers written 20270131, and counted in the language. A month's last day is looked up only when it matters.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const folder = process.argv[2]
const { default: Engine } = await import(pathToFileURL(`${folder}/node_modules/publicodes/dist/index.js`))
const version = JSON.parse(readFileSync(`${folder}/node_modules/publicodes/package.json`, 'utf8')).version

const all = (...conditions) => ({ 'toutes ces conditions': conditions })
const any = (conditions) => ({ 'une de ces conditions': conditions })
const first = (...cases) => ({ variations: cases.map(([si, alors], at) => (at < cases.length - 1 ? { si, alors } : { sinon: si })) })
const aid = (day, euros, conditions) => first([all(`${day} >= 20260101`, 'tarifs', ...conditions, `${day} >= limite`), euros], [0])
const lastDay = (year, month) =>
  first(
    [any([4, 6, 9, 11].map((n) => `${month} = ${n}`)), 30],
    [all(`${month} = 2`, any([2024, 2028, 2032, 2036].map((n) => `${year} = ${n}`))), 29],
    [`${month} = 2`, 28],
    [31],
  )
const moved = (name, months) => {
  const [beyond, other, year] = months > 0 ? [`mois > ${12 - months}`, months - 12, 'an + 1'] : [`mois <= ${-months}`, months + 12, 'an - 1']
  const plus = (number) => (number < 0 ? `mois - ${-number}` : `mois + ${number}`)
  return {
    [`${name} mois`]: first([beyond, plus(other)], [plus(months)]),
    [`${name} an`]: first([beyond, year], ['an']),
    [`${name} dernier`]: lastDay(`${name} an`, `${name} mois`),
    [`${name} jour`]: first(['jour <= 28', 'jour'], [`jour < ${name} dernier`, 'jour'], [`${name} dernier`]),
  }
}
const whole = (an, mois, jour) => ({ somme: [{ produit: [an, 10000] }, { produit: [mois, 100] }, jour] })
// the latest day whose sum is not after D: the month's last day when D is itself the last of its month
const latest = (name) => whole(`${name} an`, `${name} mois`, first(['jour < 28', 'jour'], ['jour = dernier', `${name} dernier`], [`${name} jour`]))
const fifteen = first(
  ['jour <= 13', whole('an', 'mois', 'jour + 15')],
  ['jour + 15 <= dernier', whole('an', 'mois', 'jour + 15')],
  [whole('suivant an', 'suivant mois', { valeur: 'jour + 15 - dernier' })],
)
const inputs = { an: 2027, mois: 1, jour: 1, debut: 20270101, ouverture: 20270101, derniere: 20000101, 'derniere quantieme': 101, premiere: 'oui', secteur: "'secteur_1'", zone: "'zip'", 'zone seconde': "'zip'", diplome: "'france'" }
const rules = {
  ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, { 'par défaut': value }])),
  tarifs: any(["secteur = 'secteur_1'", "secteur = 'secteur_2_optam'"]),
  limite: first(['derniere quantieme = 229', 'derniere + 99999'], ['derniere + 100000']), // no leap year comes ten years after one
  dernier: lastDay('an', 'mois'),
  ...moved('suivant', 1),
  ...moved('trois', -3),
  ...moved('six', -6),
  zip: aid('debut', first(['debut >= 20300101', 12000], [10000]), ['premiere', "zone = 'zip'"]),
  zac: aid('debut', 5000, ['premiere', "zone = 'zac'"]),
  second: aid('ouverture', 3000, ["zone seconde = 'zip'"]),
  carmf: whole('suivant an', 'suivant mois', 'suivant jour'),
  inpi: fifteen,
  ordre: first(["diplome = 'hors_union_europeenne'", latest('six')], [latest('trois')]),
}
const quiet = { log() {}, warn() {}, error() {} }
const engine = new Engine(rules, { logger: quiet, strict: { noOrphanRule: false } })

const number = (iso) => Number(iso.replaceAll('-', ''))
const iso = (whole) => String(whole).replace(/(....)(..)(..)/, '$1-$2-$3')
const typed = (raw) => {
  const [an, mois, jour] = raw.date_debut.split('-').map(Number)
  const derniere = number(raw.date_derniere_aide)
  return {
    an, mois, jour, derniere, 'derniere quantieme': derniere % 10000,
    debut: number(raw.date_debut), ouverture: number(raw.date_ouverture_secondaire),
    premiere: raw.premiere_installation ? 'oui' : 'non', secteur: `'${raw.secteur}'`, zone: `'${raw.zone}'`,
    'zone seconde': `'${raw.zone_secondaire}'`, diplome: `'${raw.diplome}'`,
  }
}
const wanted = ['zip', 'zac', 'second', 'carmf', 'inpi', 'ordre']
const evaluated = (profile) => {
  engine.setSituation(profile)
  return wanted.map((name) => engine.evaluate(name).nodeValue)
}
const given = JSON.parse(readFileSync(0, 'utf8'))
given.warm.map(typed).forEach(evaluated)
const profiles = given.timed.map(typed)
const started = performance.now()
const found = profiles.map(evaluated)
const seconds = (performance.now() - started) / 1000
const results = found.map((row) => [...row.slice(0, 3), ...row.slice(3).map(iso)])
process.stdout.write(JSON.stringify({ version, seconds, results }))
