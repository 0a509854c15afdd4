"""The window: tabs, menus, status, opening and saving."""
