package postroom.labs.debian.bc;

/**
 * The functions of {@code bc -l}, reckoned with bc's own arithmetic, since their last digits come of it: series whose terms
 * are summed until one is zero at the working scale, after the argument has been made small.
 */
final class Arithmetic {
    private static final String QUARTER_PI = ".785398163397448309615660845819875721049292349843776455243736";
    private static final String ATAN_FIFTH = ".197395559849880758370049765194790293447585103787852101517688";

    private final Runnable step;
    private int scale;

    Arithmetic(int scale, Runnable step) {
        this.scale = scale;
        this.step = step;
    }

    private static Decimal number(String text) {
        return Decimal.parse(text);
    }

    private Decimal times(Decimal a, Decimal b) {
        step.run();
        return a.times(b, scale);
    }

    private Decimal over(Decimal a, Decimal b) {
        step.run();
        return a.dividedBy(b, scale);
    }

    private Decimal atScale(Decimal value, int wanted, boolean negative) {
        scale = wanted;
        return over(negative ? value.negated() : value, Decimal.ONE);
    }

    private static boolean isMore(Decimal a, String b) {
        return a.compareTo(number(b)) > 0;
    }

    Decimal exp(Decimal argument) {
        int wanted = scale;
        Decimal x = argument.isNegative() ? argument.negated() : argument;
        int working =
                (int) Decimal.of(6L + wanted).plus(times(number(".44"), x)).toLong();
        scale = x.scale() + 1;
        long halvings = 0;
        while (isMore(x, "1")) {
            halvings++;
            x = over(x, Decimal.of(2));
            scale++;
        }
        scale = working;
        Decimal sum = Decimal.ONE.plus(x);
        Decimal power = x;
        Decimal factorial = Decimal.ONE;
        for (long i = 2; ; i++) {
            power = times(power, x);
            factorial = times(factorial, Decimal.of(i));
            Decimal term = over(power, factorial);
            if (term.isZero()) {
                break;
            }
            sum = sum.plus(term);
        }
        for (; halvings > 0; halvings--) {
            sum = times(sum, sum);
        }
        scale = wanted;
        return argument.isNegative() ? over(Decimal.ONE, sum) : over(sum, Decimal.ONE);
    }

    Decimal log(Decimal argument) {
        int wanted = scale;
        if (argument.digits().signum() <= 0) {
            return over(Decimal.ONE.minus(Decimal.of(10).power(scale, scale, step)), Decimal.ONE);
        }
        scale = wanted + 6;
        Decimal factor = Decimal.of(2);
        Decimal x = argument;
        while (x.compareTo(Decimal.of(2)) >= 0 || x.compareTo(number(".5")) <= 0) {
            factor = times(factor, Decimal.of(2));
            x = x.root(scale);
        }
        Decimal power = over(x.minus(Decimal.ONE), x.plus(Decimal.ONE));
        Decimal sum = power;
        Decimal square = times(power, power);
        for (long i = 3; ; i += 2) {
            power = times(power, square);
            Decimal term = over(power, Decimal.of(i));
            if (term.isZero()) {
                return atScale(times(factor, sum), wanted, false);
            }
            sum = sum.plus(term);
        }
    }

    Decimal sin(Decimal argument) {
        int wanted = scale;
        scale = (int)
                times(number("1.1"), Decimal.of(wanted)).plus(Decimal.of(2)).toLong();
        Decimal quarter = atan(Decimal.ONE);
        Decimal x = argument.isNegative() ? argument.negated() : argument;
        scale = 0;
        Decimal turns = over(over(x, quarter).plus(Decimal.of(2)), Decimal.of(4));
        x = x.minus(times(times(Decimal.of(4), turns), quarter));
        if (!turns.modulo(Decimal.of(2), 0).isZero()) {
            x = x.negated();
        }
        scale = wanted + 2;
        Decimal term = x;
        Decimal sum = x;
        Decimal square = times(x.negated(), x);
        for (long i = 3; ; i += 2) {
            term = times(term, over(square, Decimal.of(i * (i - 1))));
            if (term.isZero()) {
                return atScale(sum, wanted, argument.isNegative());
            }
            sum = sum.plus(term);
        }
    }

    Decimal cos(Decimal x) {
        int wanted = scale;
        scale = (int) times(Decimal.of(wanted), number("1.2")).toLong();
        Decimal shifted = x.plus(times(new Arithmetic(scale, step).atan(Decimal.ONE), Decimal.of(2)));
        Decimal value = new Arithmetic(scale, step).sin(shifted);
        return atScale(value, wanted, false);
    }

    private Decimal known(String digits, Decimal sign) {
        int length = scale <= 25 ? digits.startsWith(".7") ? 25 : 25 : scale <= 40 ? 40 : 60;
        String cut = digits.substring(0, length + 1);
        return over(number(cut), sign);
    }

    Decimal atan(Decimal argument) {
        Decimal sign = argument.isNegative() ? Decimal.of(-1) : Decimal.ONE;
        Decimal x = argument.isNegative() ? argument.negated() : argument;
        Decimal fifth = number(".2");
        if (x.compareTo(Decimal.ONE) == 0 && scale <= 60) {
            return known(QUARTER_PI, sign);
        }
        if (x.compareTo(fifth) == 0 && scale <= 60) {
            return known(ATAN_FIFTH, sign);
        }
        int wanted = scale;
        Decimal ofFifth = Decimal.ZERO;
        if (x.compareTo(fifth) > 0) {
            ofFifth = new Arithmetic(wanted + 5, step).atan(fifth);
        }
        scale = wanted + 3;
        long steps = 0;
        while (x.compareTo(fifth) > 0) {
            steps++;
            x = over(x.minus(fifth), Decimal.ONE.plus(times(x, fifth)));
        }
        Decimal power = x;
        Decimal sum = x;
        Decimal square = times(x.negated(), x);
        for (long i = 3; ; i += 2) {
            power = times(power, square);
            Decimal term = over(power, Decimal.of(i));
            if (term.isZero()) {
                scale = wanted;
                return over(times(Decimal.of(steps), ofFifth).plus(sum), sign);
            }
            sum = sum.plus(term);
        }
    }

    Decimal bessel(Decimal order, Decimal x) {
        int wanted = scale;
        scale = 0;
        Decimal n = over(order, Decimal.ONE);
        boolean negative = false;
        if (n.isNegative()) {
            n = n.negated();
            negative = n.modulo(Decimal.of(2), 0).compareTo(Decimal.ONE) == 0;
        }
        long count = n.toLong();
        Decimal factor = Decimal.ONE;
        for (long i = 2; i <= count; i++) {
            factor = times(factor, Decimal.of(i));
        }
        scale = (int) times(number("1.5"), Decimal.of(wanted)).toLong();
        Decimal halves = over(x.power(count, scale, step), Decimal.of(2).power(count, scale, step));
        factor = over(halves, factor);
        Decimal sum = Decimal.ONE;
        Decimal term = Decimal.ONE;
        Decimal square = over(times(x.negated(), x), Decimal.of(4));
        scale = (int) times(number("1.5"), Decimal.of(wanted)).toLong() + factor.length() - factor.scale();
        for (long i = 1; ; i++) {
            term = over(over(times(term, square), Decimal.of(i)), n.plus(Decimal.of(i)));
            if (term.isZero()) {
                scale = wanted;
                return over(times(negative ? factor.negated() : factor, sum), Decimal.ONE);
            }
            sum = sum.plus(term);
        }
    }
}
