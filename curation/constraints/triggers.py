"""Trigger rules, installed by migrations through django-pgtrigger.

Unlike the library's own triggers a `Rule` cannot be switched off by a session setting
(``pgtrigger.ignore``): the guarantee is the point.
"""

import pgtrigger
from django.db.models import Model
from pgtrigger import compiler

__all__ = ["CannotBeIgnored", "Rule", "RuleSql", "refuse"]


def refuse(name: str, message: str, *arguments: str, hint: str = "") -> str:
    """Return PL/pgSQL that refuses the statement in the name of a rule.

    ``message`` is a format of RAISE (each ``%`` takes one SQL expression of ``arguments``).
    The error carries SQLSTATE 23514 and the rule's name, as a CHECK constraint's does.
    """
    values = "".join(f", {argument}" for argument in arguments)
    advice = f", HINT = {_literal(hint)}" if hint else ""
    return (
        f"RAISE EXCEPTION {_literal(message)}{values} "
        f"USING ERRCODE = 'check_violation', CONSTRAINT = {_literal(name)}{advice};"
    )


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


class RuleSql(compiler.UpsertTriggerSql):
    """The library's installation template without its switch for ignoring triggers."""

    def get_template(self) -> str:
        """Return the SQL template; a change to it must keep old migrations valid."""
        return """
            CREATE OR REPLACE FUNCTION {pgid}()
            RETURNS TRIGGER AS $$
                {declare}
                BEGIN
                    {func}
                END;
            $$ LANGUAGE plpgsql;

            DROP TRIGGER IF EXISTS {pgid} ON {table};
            CREATE {constraint} TRIGGER {pgid}
                {when} {operation} ON {table}
                {timing}
                {referencing}
                FOR EACH {level} {condition}
                EXECUTE PROCEDURE {execute};

            COMMENT ON TRIGGER {pgid} ON {table} IS '{hash}';
        """


class CannotBeIgnored:
    """A trigger that no session can switch off."""

    def compile(self, model: type[Model]) -> compiler.Trigger:
        """Compile the trigger for migrations with the template of `RuleSql`."""
        compiled = super().compile(model)
        _, _, kwargs = compiled.sql.deconstruct()
        kwargs.pop("hash", None)
        kwargs.pop("ignore_func_name", None)
        return compiler.Trigger(name=compiled.name, sql=RuleSql(**kwargs))


class Rule(CannotBeIgnored, pgtrigger.Trigger):
    """A trigger that enforces a named rule."""
