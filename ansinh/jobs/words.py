"""The words of the command line itself: click's frames (how to call, what is wrong) said in Vietnamese."""

from __future__ import annotations

from types import ModuleType
from typing import IO, Any

import click
from click import _termui_impl, core, decorators, exceptions, formatting, parser, termui, types

MODULES: tuple[ModuleType, ...] = (_termui_impl, core, decorators, exceptions, formatting, parser, termui, types)
"""Where click keeps its own name of gettext; its words come from no domain that a program could bind."""

WORDS = {
    "Usage:": "Cách gọi:",
    "Options": "Lựa chọn",
    "Commands": "Các lệnh",
    "Positional arguments": "Tham số",
    "Show this message and exit.": "In hướng dẫn này.",
    "required": "bắt buộc",
    "default: {default}": "mặc định: {default}",
    "Error: {message}": "Lỗi: {message}",
    "Aborted!": "Đã dừng giữa chừng.",
    "Try '{command} {option}' for help.": "Xem hướng dẫn: {command} {option}",
    "Invalid value: {message}": "Giá trị không dùng được: {message}",
    "Invalid value for {param_hint}: {message}": "Giá trị của {param_hint} không dùng được: {message}",
    "Missing argument": "Thiếu tham số",
    "Missing option": "Thiếu lựa chọn",
    "Missing parameter": "Thiếu tham số",
    "Missing parameter: {param_name}": "Thiếu tham số: {param_name}",
    "Missing {param_type}": "Thiếu {param_type}",
    "Missing command.": "Thiếu tên lệnh.",
    "No such option {name!r}.": "Không có lựa chọn {name}.",
    "No such command {name!r}.": "Không có lệnh {name}.",
    "Did you mean {possibility}?": "Có phải là {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Có phải là một trong: {possibilities}?)",
    "Got unexpected extra argument ({args})": "Thừa tham số: {args}",
    "Got unexpected extra arguments ({args})": "Thừa tham số: {args}",
    "Option {name!r} requires an argument.": "Lựa chọn {name} phải kèm một giá trị.",
    "Option {name!r} requires {nargs} arguments.": "Lựa chọn {name} phải kèm {nargs} giá trị.",
    "Option {name!r} does not take a value.": "Lựa chọn {name} không kèm giá trị.",
    "Argument {name!r} takes {nargs} values.": "Tham số {name} nhận {nargs} giá trị.",
    "Takes {nargs} values but 1 was given.": "Cần {nargs} giá trị, đang có 1.",
    "Takes {nargs} values but {len} were given.": "Cần {nargs} giá trị, đang có {len}.",
    "{value!r} is not {choice}.": "“{value}” không phải {choice}.",
    "{value!r} is not one of {choices}.": "“{value}” không thuộc các giá trị {choices}.",
    "Choose from:\n\t{choices}": "Chọn một trong:\n\t{choices}",
    "{value!r} does not match the format {format}.": "“{value}” không phải ngày; viết năm-tháng-ngày như 2026-11-30.",
    "{value!r} does not match the formats {formats}.": "“{value}” không đúng dạng nào trong {formats}.",
    "{value} is not in the range {range}.": "{value} ngoài khoảng {range}.",
    "{value!r} is not a valid {number_type}.": "“{value}” không phải số đúng dạng.",
    "{value!r} is not a valid boolean. Recognized values: {states}": "“{value}” không phải một trong {states}.",
    "file": "tệp",
    "directory": "thư mục",
    "path": "đường dẫn",
    "{name} {filename!r} does not exist.": "{name} “{filename}” không có.",
    "{name} {filename!r} is a file.": "“{filename}” là tệp, không phải thư mục.",
    "{name} {filename!r} is a directory.": "“{filename}” là thư mục, không phải tệp.",
    "{name} {filename!r} is not readable.": "không có quyền đọc “{filename}”.",
    "{name} {filename!r} is not writable.": "không có quyền ghi “{filename}”.",
    "{name} {filename!r} is not executable.": "không có quyền chạy “{filename}”.",
    "Could not open file {filename!r}: {message}": "Không mở được tệp “{filename}”: {message}",
    "unknown error": "lỗi không rõ",
}
"""What click says → what we say; the rest of its words this program has no occasion for."""


def said(message: str) -> str:
    """A message of click in Vietnamese; as it stands when there is none."""
    return WORDS.get(message, message)


def said_of(one: str, many: str, count: int) -> str:
    """Vietnamese has one form for one and many."""
    return said(one if count == 1 else many)


def speak() -> None:
    """From here on click speaks Vietnamese; before any command is made, since some words are read then."""
    for module in MODULES:
        if hasattr(module, "_"):
            vars(module)["_"] = said
        if hasattr(module, "ngettext"):
            vars(module)["ngettext"] = said_of
    types.StringParamType.name = "chữ"
    types.IntParamType.name = types.IntRange.name = "số"


def frame(command: click.Command) -> None:
    """The stand-ins of a command's first line of help, and of every command below it."""
    command.options_metavar = "[LỰA CHỌN]"
    if isinstance(command, click.Group):
        command.subcommand_metavar = "LỆNH [THAM SỐ]..."
        for below in command.commands.values():
            frame(below)


NOT_OPENED: dict[object, str] = {
    FileNotFoundError: "không có tệp này",
    IsADirectoryError: "là thư mục, không phải tệp",
    PermissionError: "không có quyền đọc",
}


class TextFile(click.File):
    """A text file to read, or ``-``; why one cannot be opened is said in Vietnamese."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> IO[Any]:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as wrong:
            why = NOT_OPENED.get(type(wrong.__context__), "không mở được")
            self.fail(f"“{value}”: {why}.", param, ctx)
