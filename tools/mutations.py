"""Put small faults into a module, one at a time: tests should notice each.

A fault flips a comparison or moves its end, writes `and` for `or`, changes a constant, drops a
`not`, negates a condition, leaves out a filter or a call, or returns `None`.
"""

import ast
import copy
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

FLIPS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
}
OTHERS = {"any": "all", "all": "any", "min": "max", "max": "min"}
# Words for people: no test holds each of them to the letter. A sentence has three words or more.
SPOKEN = (ast.JoinedStr, ast.Raise, ast.Assert)
SENTENCE = 3


class Mutant(NamedTuple):
    """A module with one small fault: where it is, what was there, what is there now."""

    module: str
    where: str  # the function, by its dotted name
    was: str
    now: str
    nth: int  # which of those that read the same, from 1
    source: str
    inside: bool  # in the body of a function: the rest of the module stays as it is

    @property
    def key(self) -> tuple[str, ...]:
        """Return the key of a mutant. It stays the same until its line changes."""
        return (self.module, self.where, self.was, self.now, str(self.nth))


def mutants(module: str, source: str) -> list[Mutant]:
    """Return all mutants of a module's source, in the order of its lines."""
    tree = ast.parse(source)
    seen: Counter[tuple[str, str, str]] = Counter()
    made = []
    for where, node, changed, inside in _changes(tree, "", inside=False):
        words = (where, _shown(node), _shown(changed))
        seen[words] += 1
        text = _with(tree, node, changed)
        made.append(Mutant(module, *words, seen[words], text, inside))
    return made


def _shown(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())[:160]


def _with(tree: ast.Module, node: ast.AST, changed: ast.AST) -> str:
    """Return the source with one node changed; the tree stays as it is."""
    at = next(n for n, met in enumerate(ast.walk(tree)) if met is node)
    twin = copy.deepcopy(tree)
    target = next(met for n, met in enumerate(ast.walk(twin)) if n == at)

    class Change(ast.NodeTransformer):
        def visit(self, met: ast.AST) -> Any:
            return changed if met is target else self.generic_visit(met)

    return ast.unparse(ast.fix_missing_locations(Change().visit(twin)))


def _changes(
    node: ast.AST, where: str, *, inside: bool
) -> Iterator[tuple[str, ast.AST, ast.AST, bool]]:
    """Yield each node that can be changed, where it is, and what it becomes."""
    if isinstance(node, SPOKEN) or _is_docstring(node) or _is_column(node):
        return
    where = f"{where}.{_named(node)}".strip(".")
    for kind, change in OPERATORS.items():
        if isinstance(node, kind):
            yield from ((where, node, changed, inside) for changed in change(node))
    # comparisons and `not` are turned round by operators of their own
    if isinstance(node, ast.If | ast.IfExp | ast.While) and not isinstance(
        node.test, ast.Compare | ast.UnaryOp
    ):
        yield where, node.test, ast.UnaryOp(ast.Not(), node.test), inside
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "type_comment", "op"}:
            continue
        within = inside or (name == "body" and isinstance(node, ast.FunctionDef))
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _changes(child, where, inside=within)


def _named(node: ast.AST) -> str:
    """Return the name of a function, a class, or a constant."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return node.name
    targets = node.targets if isinstance(node, ast.Assign) else []
    names = [node.target] if isinstance(node, ast.AnnAssign) else targets
    return next((name.id for name in names if isinstance(name, ast.Name)), "")


def _is_column(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "column"  # models/record.py: what a field means, in words
    )


def _is_docstring(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _compare(node: ast.Compare) -> Iterator[ast.AST]:
    for at, op in enumerate(node.ops):
        for other in FLIPS[type(op)]:
            ops = [other() if n == at else was for n, was in enumerate(node.ops)]
            yield ast.Compare(node.left, ops, node.comparators)


def _bool_op(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)


def _unary(node: ast.UnaryOp) -> Iterator[ast.AST]:
    if isinstance(node.op, ast.Not):
        yield node.operand
    if isinstance(node.op, ast.USub):
        yield node.operand


def _binary(node: ast.BinOp) -> Iterator[ast.AST]:
    if type(node.op) in SUMS:
        yield ast.BinOp(node.left, SUMS[type(node.op)](), node.right)


def _constant(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int | float):
        yield ast.Constant(node.value + 1)
        yield ast.Constant(node.value - 1)
    elif isinstance(node.value, str) and len(node.value.split()) < SENTENCE:
        yield ast.Constant(f"{node.value}x" if node.value else "x")


def _filter(node: ast.comprehension) -> Iterator[ast.AST]:
    for at in range(len(node.ifs)):
        yield _replaced(node, ifs=node.ifs[:at] + node.ifs[at + 1 :])


def _return(node: ast.Return) -> Iterator[ast.AST]:
    said = node.value
    if said is not None and not (isinstance(said, ast.Constant) and not said.value):
        yield ast.Return(ast.Constant(None))


def _call(node: ast.Call) -> Iterator[ast.AST]:
    if isinstance(node.func, ast.Name) and (other := OTHERS.get(node.func.id)):
        yield ast.Call(ast.Name(other, ast.Load()), node.args, node.keywords)


def _statement(node: ast.Expr) -> Iterator[ast.AST]:
    if isinstance(node.value, ast.Call):
        yield ast.Pass()


def _replaced(node: Any, **fields: Any) -> Any:
    made = copy.copy(node)
    made.__dict__.update(fields)
    return made


OPERATORS: dict[Any, Callable[[Any], Iterator[ast.AST]]] = {
    ast.Compare: _compare,
    ast.BoolOp: _bool_op,
    ast.UnaryOp: _unary,
    ast.BinOp: _binary,
    ast.Constant: _constant,
    ast.comprehension: _filter,
    ast.Return: _return,
    ast.Call: _call,
    ast.Expr: _statement,
}
