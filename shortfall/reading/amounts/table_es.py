"""The Spanish words of numbers, sums and what they are for, as they are said in the United States: "1,200.50", "198 mil", "2.1 millones"."""

from __future__ import annotations

from decimal import Decimal

from shortfall.reading.amounts.table import Cue, Table, count, cues, words
from shortfall.reading.struck import IN_SPANISH

_THOUSAND, _MILLION = Decimal(10) ** 3, Decimal(10) ** 6

_DOZENS = count("treinta cuarenta cincuenta sesenta setenta ochenta noventa", 30, 10)
_UNITS = count("uno dos tres cuatro cinco seis siete ocho nueve", 1)

SPANISH = Table(
    atoms=count(
        "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve",
        1,
    )
    | count(
        "veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve treinta",
        20,
    )
    | _DOZENS
    | count("doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos", 200, 100)
    | count("doscientas trescientas cuatrocientas quinientas seiscientas setecientas ochocientas novecientas", 200, 100)
    | {f"{ten}i{unit}": _DOZENS[ten] + _UNITS[unit] for ten in _DOZENS for unit in _UNITS}
    | {
        "un": Decimal(1),
        "una": Decimal(1),
        "veintiun": Decimal(21),
        "cien": Decimal(100),
        "ciento": Decimal(100),
        "siento": Decimal(100),
        "sien": Decimal(100),
        "dociento": Decimal(200),
        "docientos": Decimal(200),
        "trecientos": Decimal(300),
        "tresientos": Decimal(300),
        "dosientos": Decimal(200),
        "sincuenta": Decimal(50),
        "nobenta": Decimal(90),
        "beinte": Decimal(20),
        "diesiseis": Decimal(16),
        "diesisiete": Decimal(17),
    },
    hundred=words("cientos sientos"),
    scales=dict.fromkeys(["k", "mil", "miles"], _THOUSAND)
    | dict.fromkeys("m millon millones milliones".split(), _MILLION),
    parts=dict.fromkeys(("tercio", "tercios"), Decimal(1) / 3)
    | {
        "medio": Decimal("0.5"),
        "media": Decimal("0.5"),
        "mitad": Decimal("0.5"),
        "cuarto": Decimal("0.25"),
        "cuartos": Decimal("0.25"),
    },
    multiples={"doble": Decimal(2), "triple": Decimal(3)},
    some={"par": (2, 2), "unos": (2, 5)},
    one=words("un una"),
    joins=words("y"),
    lone=words("mil millon"),
    of=words("de un"),
    oh=words("cero"),
    point=words("punto coma"),
    vague=words("y tantos|y tantas|y pico|y feria|y algo|y cacho|y fraccion|tantos"),
    dollars=words("dolar dolares dlls dls"),
    cents=words("centavo centavos"),
    nothing=words("nada cero ninguno"),
    to=words("a hasta"),
    either=words("o u"),
    between=words("entre"),
    hedges=words(
        "como|unos|unas|casi|cerca de|alrededor de|aproximadamente|mas o menos|por ahi de|por ahi de los|como unos|tal vez|quizas|"
        "a lo mejor|alrededor"
    ),
    more_or_less=words("mas o menos"),
    after=words("mas o menos|aproximadamente|o algo asi|y algo|o asi|y pico"),
    ceiling=words("menos de|ni|ni siquiera|no mas de|hasta|maximo|a lo mucho|debajo de"),
    floor=words("mas de|no menos de|minimo|por lo menos|al menos|arriba de"),
    ceiling_after=words("o menos|a lo mucho|como maximo|maximo"),
    floor_after=words("o mas|por lo menos|al menos|como minimo|minimo"),
    denied=words("no|no son|no es|no eran|no era|en vez de|en lugar de"),
    sorry=words(IN_SPANISH),
    was=words("era|eran|antes|estaba"),
    now=words("ahora|ahorita|hoy|ya son|ya es"),
    each=words("cada"),
    loans=words("prestamos hipotecas deudas"),
    counted=words(
        "dia dias semana semanas mes meses ano anos hora horas minuto minutos veces hijo hijos hija hijas nino ninos persona personas pagos recamaras cuartos "
        "banos pies casas prestamos hipotecas bancos cartas llamadas preguntas"
    ),
    named=words(
        "capitulo formulario seccion apartamento apto depto departamento unidad codigo postal edad numero calle cuarto caso"
    ),
    months=words("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
    hours=words("manana tarde noche mediodia lunes martes miercoles jueves viernes sabado domingo cita audiencia"),
    people=words("mama papa madre padre esposo esposa el ella hermano hermana abuela abuelo"),
    breaks=words("y pero mientras entonces porque cuando si"),
    fillers=words("la el los las mi de en por para con que del al es era son fue como casa lo"),
    cues=cues(
        (
            Cue("debt", 2, True),
            "debo|debe|deben|debia|debiamos|debemos|debian|deuda|adeudo|saldo|balance|le debo|quedo a deber|primera hipoteca|falta|faltan|faltaban",
        ),
        (Cue("debt", 0, True), "hipoteca|prestamo|la primera|primera|el primero|primero"),
        (Cue("judgment", 2, True), "sentencia|fallo|demandaron|demandan|juicio"),
        (Cue("second_loan", 3, True), "segunda hipoteca|segundo prestamo|la segunda|el segundo|segunda"),
        (
            Cue("sale_price", 2, True),
            "vendio|vendieron|vendi|vendimos|venta|vende|venden|subasta|remate|remataron|remato|agarraron|se fue|se fue en|oferta ganadora|vendida|compro|compraron|la compro|compran|la compran",
        ),
        (Cue("offer", 2, True), "oferta|ofrece|ofrecen|ofrecio|ofrecieron"),
        (Cue("market_value", 2, True), "vale|valia|valor|avaluo|valuada|valuo|zillow|cuesta"),
        (Cue("purchase_price", 0, True, True), "por ella|por la casa|por esta casa"),
        (
            Cue("purchase_price", 3, True),
            "compre|compramos|la compre|costo|me costo|nos costo|pague por ella|pagamos por ella",
        ),
        (Cue("deficiency", 3, True), "deficiencia|diferencia|faltante"),
        (Cue("other", 3, True), "enganche"),
        (Cue("fees", 3), "honorarios|cargos|abogado|recargos"),
        (Cue("costs", 3), "gastos|costas|costos|reparaciones"),
        (Cue("taxes", 3), "impuestos|taxes"),
        (Cue("arrears", 3), "atrasado|atrasada|atrasados|atraso|atrasos|pagos atrasados|lo atrasado|mora"),
        (
            Cue("arrears", 4, False, True),
            "de atraso|de atrasos|atrasados|atrasado|de pagos atrasados|en pagos atrasados|para ponerme al corriente|para ponernos al corriente|para ponerse al corriente",
        ),
        (Cue("rent", 3), "renta|alquiler"),
        (Cue("other", 3), "seguro|aseguranza|ahorros|intereses|tarjetas|carro|ahorrado"),
        (
            Cue("pay", 3),
            "gano|gana|ganamos|sueldo|salario|ingreso|ingresos|me pagan|cheque|saco|quincena|cobro|antes de impuestos|antes de taxes|despues de impuestos|despues de taxes",
        ),
        (Cue("payment", 1), "pague|pagamos|pago|pagos|abone|doy|di|dimos|pagar|he pagado"),
        (Cue("monthly_payment", 3), "mensualidad|mensualidades|mensuales|mensual"),
        (Cue("monthly_payment", 4, False, True), "al mes|por mes|mensuales|mensual|cada mes|mes"),
        (
            Cue("pay", 4, False, True),
            "a la semana|por semana|la hora|por hora|al ano|por ano|cada quincena|a la quincena|semanales|la semana|cada semana|quincenales|anuales",
        ),
    ),
    marks=words(
        "el la los las de que por en debo debe debia debemos casa vendio vendieron se mi un una y con es fue compre vale mil millon millones once al "
        "gano pago son ya pague era eran digo perdon entre hace tengo menos mas como nada cada saco doy unos sino dice dicen dijo dolares para quedo deber falta vivo quiero dlls"
    ),
)
