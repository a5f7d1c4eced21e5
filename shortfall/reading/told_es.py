"""What happened to a home and who asks, as people write it in Spanish: a table for the reader of facts, read in words without accents."""

from __future__ import annotations

_KIN = r"(?:mama|papa|madre|padre|papas|padres|abuel[oa]s?|abuelit[oa]|ti[oa]|herman[oa]|espos[oa]|marido|mujer|pareja|senora|viejo)"
_HOME = r"(?:casa|casita|propiedad|departamento|depa|condominio|condo|traila)"
_SALE = r"(?:subasta|remate|venta)"
_BROKE = r"(?:bancarrota|quiebra|(?:chapter|capitulo) ?(?:7|13|siete|trece))"

TOLD: tuple[tuple[str, str, str], ...] = (
    (
        "stage",
        "collection",
        r"\bme (?:estan |andan |empezaron a |siguen )?(?:quit|desc[ou]e?nt|embarg|sac)(?:an|ando|aron|ar)\b[^.;!?]{0,24}\b(?:cheque|sueldo|salario|pago|nomina)s?\b"
        r"|\b(?:cheque|sueldo|salario) (?:ya |esta )?embargado\b|\bme (?:congel|embarg|bloque|retuv)\w{1,5} (?:la|mi) cuenta\b|\bcuenta (?:del banco )?(?:esta )?(?:congelada|embargada|bloqueada)\b",
    ),
    (
        "stage",
        "judgment",
        r"\b(?:hay|tengo|tienen|tiene|ganaron|gano|sacaron|salio|dictaron|dicto) (?:una |la |con una )?sentencia (?:en mi contra|contra mi|por deficiencia|personal|de \$?\d)|\b(?:hay|hubo|tengo|tienen|ganaron|sacaron) (?:una |la )?(?:sentencia|judgment)\b"
        r"|\bme (?:ganaron|sacaron) (?:el caso|una? (?:judgment|sentencia))\b",
    ),
    (
        "stage",
        "confirmed",
        rf"\b(?:juez|jueza|corte) (?:ya )?(?:confirmo|aprobo|firmo) la {_SALE}\b|\b(?:confirmaron|aprobaron) la {_SALE}\b|\b{_SALE} (?:ya )?(?:fue|quedo|esta) (?:confirmada|aprobada)\b",
    ),
    (
        "stage",
        "sold",
        rf"\bse (?:vendio|remato|subasto)\b|\b(?:vendieron|remataron|subastaron) (?:la|mi|nuestra|esa) {_HOME}\b|\b(?:la|nos la|me la) (?:vendieron|remataron|subastaron)\b|\b{_HOME} (?:ya )?(?:fue|esta) (?:vendida|subastada|rematada)\b"
        rf"|\b(?:perdi|perdimos|perdio|quitaron) (?:la|mi|nuestra) {_HOME}\b|\bya (?:la perdi|la perdimos|me la quitaron)\b|\b{_HOME} que (?:perdi|perdimos|me quitaron|vendieron|remataron)\b|\bbanco (?:ya )?(?:se quedo con|agarro|compro) (?:la|mi) {_HOME}\b",
    ),
    (
        "stage",
        "sale_set",
        rf"\b(?:fecha|dia) (?:de|para) (?:la |el )?{_SALE}\b|\b(?:la|el|mi) (?:subasta|remate)(?: de (?:la|mi) {_HOME})? (?:es|va a ser|sera|esta programad[oa]|quedo para)\b|\bvan a (?:subastar|rematar) (?:la|mi|nuestra) {_HOME}\b|\b{_HOME} (?:se (?:subasta|remata)|va a (?:subasta|remate))\b|\bme la (?:subastan|rematan|van a (?:subastar|rematar))\b",
    ),
    (
        "stage",
        "sued",
        r"\b(?:me|nos) (?:ya )?demand(?:aron|o)\b|\b(?:ya )?(?:me|nos) (?:llego|llegaron|entregaron|dejaron|trajeron|sirvieron|dieron|notificaron) (?:de |con )?(?:una |la |unos |los |el )?(?:citacion|citatorio|demanda|summons|papeles de (?:la )?(?:corte|demanda))"
        r"|\b(?:hay|tengo|ya tengo) (?:un )?caso en (?:la )?corte\b|\bme (?:puso|pusieron|metio|metieron) (?:una )?demanda\b|\bestoy en (?:el )?foreclosure\b",
    ),
    (
        "stage",
        "behind",
        r"\b(?:debo|llevo|tengo|van) (?:como |ya )?(?:\w{1,8}) (?:meses|pagos|mensualidades) (?:sin pagar|atrasad|de atraso|de la (?:casa|hipoteca))|\b(?:me|nos) atras(?:e|amos)\b|\bdeje de pagar\b|\b(?:no|ni) (?:he|hemos) (?:podido pagar|pagado|podido dar)\b|\b(?:todavia|aun) no (?:me|nos) (?:(?:ha|han) )?(?:llega\w{0,3}|demanda\w{0,3}|entrega\w{0,3}|notifica\w{0,3})\b|\b(?:nadie me ha|no me han) demandado\b|\bno puedo (?:pagar|con) (?:la|los|mi|mis) (?:casa|hipoteca|pagos?|mortgage)\b",
    ),
    (
        "ended",
        "not_sold",
        r"\b(?:todavia|aun) no (?:se |la |lo |me la )?(?:ha |han )?(?:vend|subast|remat)\w{1,6}\b|\bno (?:se|la) (?:ha|han) (?:vendido|subastado|rematado)\b|\bno hay (?:fecha de )?(?:subasta|remate) todavia\b",
    ),
    (
        "ended",
        "deed_in_lieu",
        rf"\b(?:entregue|entregamos|dimos|regrese|regresamos|firme|firmamos) (?:las llaves|la escritura|(?:la|mi|nuestra) {_HOME}|una? (?:deed in lieu|entrega de (?:la )?escritura))(?: (?:a|de vuelta a)l banco)\b|\b(?:hice|hicimos|firme|firmamos|fue) (?:una? |el )?(?:deed in lieu|entrega (?:voluntaria )?de (?:la )?escritura)\b",
    ),
    (
        "ended",
        "consent_foreclosure",
        r"\b(?:hice|hicimos|firme|firmamos|acepte|aceptamos|fue) (?:una? |el )?(?:consent foreclosure|ejecucion por acuerdo)\b",
    ),
    (
        "ended",
        "short_sale",
        r"\b(?:hice|hicimos|hubo|fue|cerre|cerramos|vendi|vendimos)(?: la casa)?(?: (?:en|como|por))? (?:una? |el )?(?:short ?sale|venta corta)\b",
    ),
    (
        "bankruptcy",
        "discharged",
        rf"\b(?:me|nos) (?:dieron|llego|otorgaron) (?:el|un|mi) (?:descargo|discharge)\b|\b(?:recibi|tengo|tuve|tuvimos|salio) (?:el|un|mi) (?:descargo|discharge)\b|\b(?:me|nos) (?:descargaron|borraron|perdonaron) (?:la|las|mis) deudas? en (?:la )?{_BROKE}\b|\b{_BROKE} (?:ya )?(?:se )?(?:termino|acabo|cerro|terminada)\b",
    ),
    (
        "bankruptcy",
        "dismissed",
        rf"\b(?:me |nos )?(?:desecharon|rechazaron|desestimaron|negaron|tumbaron) (?:la|mi) {_BROKE}\b",
    ),
    (
        "bankruptcy",
        "filed",
        rf"\b(?:declare|declaramos|me declare|nos declaramos|meti|metimos|hice|hicimos|presente|presentamos|aplique|estoy|estamos|entre|caimos)(?: (?:en|a|por|para))?(?: (?:la|una|mi))? {_BROKE}\b",
    ),
    (
        "bankruptcy",
        "considering",
        rf"\b(?:pensando|pienso|quiero|quisiera|queremos|planeo|conviene) (?:en )?(?:declarar(?:me|nos)?|meter|hacer|irme|irnos)(?: (?:en|a|por))?(?: (?:la|una))? {_BROKE}\b",
    ),
    (
        "home",
        "home",
        r"\b(?:es|era|esta es|esa era) (?:mi|nuestra|la) (?:residencia|casa|vivienda) (?:principal|primaria)\b",
    ),
    ("home", "llc", r"\ba nombre de (?:mi|una|la|nuestra) (?:llc|compania|empresa|corporacion|negocio)\b"),
    (
        "home",
        "rental",
        rf"(?<!vivo en )(?<!vivimos en )\b(?:una|la|mi|otra|nuestra) {_HOME} (?:(?:es|era) )?(?:de|para) rent(?:a|ar)\b|\b(?:la|lo) (?:rento|rentaba|rentabamos|rentamos|tenia rentada|tengo rentada)\b|\b(?:mis|tengo|tenemos|tenia|teniamos) inquilinos\b|\b{_HOME} de inversion\b",
    ),
    (
        "who",
        "heir",
        rf"\b(?:mi|nuestr[oa]|mis|su) {_KIN} (?:ya )?(?:se )?(?:me )?(?:murio|fallecio|murieron|fallecieron)\b|\b(?:murio|fallecio|se murio|se me murio) mi {_KIN}\b|\b(?:herede|heredamos)\b|\b(?:soy|quede|me quede|quedo|es) viud[oa]\b|\bmi (?:difunt|finad)[oa] {_KIN}\b",
    ),
    (
        "who",
        "helper",
        rf"\b(?:pregunto|escribo|busco|hablo|es|ayudo|ayudando) (?:por|para|a) mi {_KIN}\b",
    ),
    (
        "who",
        "cosigner",
        r"\b(?:soy|fui|firme|firmamos|entre|sali)(?: (?:como|de|por))?(?: (?:el|la|un|su))? (?:aval|fiadora?|co-?signer|codeudora?)\b|\ble (?:firme|di mi firma) a mi \w{2,12} (?:para|por)\b",
    ),
    (
        "who",
        "spouse",
        r"\b(?:solo|solamente|nada mas|nomas) (?:mi )?(?:espos[oa]|marido|mujer|el|ella) (?:lo )?firmo\b",
    ),
    ("loan", "second", r"\b(?:segunda hipoteca|segundo prestamo|linea de credito (?:sobre|de|con) (?:la|mi) casa)\b"),
    (
        "loan",
        "va",
        r"\b(?:prestamo|hipoteca) (?:es )?(?:de |del )?(?:va\b(?! (?:a|en|por|de|muy|mal|bien|al|para))|veteranos?)",
    ),
    ("loan", "fha", r"\bfha\b"),
    ("loan", "usda", r"\busda\b"),
    (
        "loan",
        "first",
        r"\b(?:es|era|fue|tengo|tenia|tenemos|teniamos) (?:solo )?(?:una? |mi )?(?:hipoteca|prestamo) (?:comun|normal|convencional|tradicional|regular|ordinari[oa])\b",
    ),
)
"""Name of the fact, its value, and how it is said: in small letters, without accents and without the tilde of the n."""
