"""What is right for the messy tables of tests/data/messy.

The values that a reader must find stand here as they were written by hand,
column by column, y last. No reader of files has a part in it. NumPy's least
squares go into the lines `parameters` and `also` of cases.toml, where the rest
of each case stands.

    python3 tests/oracles/messy.py [FOLDER]
"""

import sys
import tomllib
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
CASES = HERE / "../data/messy/cases.toml"

# The columns of each case, and of other readings of it that are as right. A
# name in their place: as in that case.
VALUES = {
    # Kinds that were reported: each under the name of its report
    "01_hash_rows, dropped": [
        [[1, 3, 5, 6], [2.5, 6.1, 11.2, 12.9]],
    ],
    "02_hash_ids": [
        [[88, 81, 79, 70], [70, 52, 50, 31]],
    ],
    "02_hash_ids, by itself": "02_hash_ids",
    "04_printed_equation_line": [
        [
            [1500000000000, 1500000001000, 1500000002000, 1500000003000,
            1500000004000, 1500000005000],
            [7, 9, 11, 13, 15, 17],
        ],
    ],
    "06_sentinel": [
        [[12, 15, 19, 21, 24, 27, 30], [31, 36, -200, 44, -200, 52, 57]],
        [[12, 15, 21, 27, 30], [31, 36, 44, 52, 57]],
    ],
    "06_sentinel, dropped": "06_sentinel",
    "06_sentinel, named": [
        [[12, 15, 21, 27, 30], [31, 36, 44, 52, 57]],
    ],
    "06_sentinel, named apart": "06_sentinel, named",
    "07_thousands_points": [
        [[2016, 2017, 2018, 2019, 2020], [948, 1204, 1377, 1512, 12044]],
    ],
    "07_thousands_points, commas": [
        [[2016, 2017, 2018, 2019, 2020], [8.3, 8.9, 9.1, 9.8, 10.2]],
    ],
    "07_thousands_points, told": "07_thousands_points",
    "08_numeric_first_line": [
        [[2019, 10, 20, 30, 40, 50], [500, 3.3, 3.9, 4.2, 4.4, 5.2]],
        [[10, 20, 30, 40, 50], [3.3, 3.9, 4.2, 4.4, 5.2]],
    ],
    "08_numeric_first_line, skipped": [
        [[10, 20, 30, 40, 50], [3.3, 3.9, 4.2, 4.4, 5.2]],
    ],
    "09_row_number_column": [
        [[37.8, 39.3, 45.9, 41.3, 10.8], [22.1, 10.4, 9.3, 18.5, 12.9]],
    ],
    "09_row_number_column, asked for": [
        [[1, 2, 3, 4, 5], [22.1, 10.4, 9.3, 18.5, 12.9]],
    ],
    "10_damaged_number": [
        [
            [0.9968, 0.9955, 997333333333333, 0.9942, 0.9949, 0.9938],
            [5, 6, 5, 7, 6, 7],
        ],
        [[0.9968, 0.9955, 0.9942, 0.9949, 0.9938], [5, 6, 7, 6, 7]],
    ],
    "10_damaged_number, named": [
        [[0.9968, 0.9955, 0.9942, 0.9949, 0.9938], [5, 6, 7, 6, 7]],
    ],
    "20_missing_marks, NA": [
        [[1, 3, 4, 5, 6, 7, 8], [3.1, 7.2, 9.1, 10.8, 13.3, 14.7, 17.4]],
    ],
    "20_missing_marks, N/A": [
        [[1, 2, 4, 5, 6, 7, 8], [3.1, 4.9, 9.1, 10.8, 13.3, 14.7, 17.4]],
    ],
    "20_missing_marks, n/a": [
        [[1, 2, 3, 5, 6, 7, 8], [3.1, 4.9, 7.2, 10.8, 13.3, 14.7, 17.4]],
    ],
    "20_missing_marks, -": [
        [[1, 2, 3, 4, 6, 7, 8], [3.1, 4.9, 7.2, 9.1, 13.3, 14.7, 17.4]],
    ],
    "20_missing_marks, --": [
        [[1, 2, 3, 4, 5, 7, 8], [3.1, 4.9, 7.2, 9.1, 10.8, 14.7, 17.4]],
    ],
    "20_missing_marks, ---": [
        [[1, 2, 3, 4, 5, 6, 8], [3.1, 4.9, 7.2, 9.1, 10.8, 13.3, 17.4]],
    ],
    "20_missing_marks, .": [
        [[1, 2, 3, 4, 5, 6, 7], [3.1, 4.9, 7.2, 9.1, 10.8, 13.3, 14.7]],
    ],
    "20_missing_marks, null": "20_missing_marks, NA",
    "20_missing_marks, None": "20_missing_marks, N/A",
    "20_missing_marks, ?": "20_missing_marks, n/a",
    "20_missing_marks, :": "20_missing_marks, -",
    "20_missing_marks, ***": "20_missing_marks, --",
    "20_missing_marks, #N/A": "20_missing_marks, ---",
    "20_missing_marks, #DIV/0!": "20_missing_marks, .",
    "20_missing_marks, NaN": "20_missing_marks, NA",
    "20_missing_marks, empty": "20_missing_marks, N/A",
    "21_thousands_commas": [
        [[2017, 2018, 2019, 2020, 2021], [1388, 1502, 1731, 984, 1066]],
    ],
    "23_space_thousands": [
        [[1408, 612, 9377, 2050], [2117, 845, 14020, 3311]],
    ],
    "23_space_thousands, apostrophe": "23_space_thousands",
    "25_categories": [
        [
            [23, 31, 38, 44, 52, 60, 66],
            [0, 1, 0, 0, 1, 0, 0],
            [310, 150, 405, 420, 260, 515, 530],
        ],
    ],
    "26_dates": [
        [[0, 365, 730, 1096], [371.2, 373.4, 375.9, 377.1]],
    ],
    "27_title_line": [
        [[1979, 1980, 1981, 1982], [16.18, 15.96, 15.6, 15.97]],
    ],
    "27_title_line, skipped": "27_title_line",
    "27_title_line, header told": "27_title_line",
    "27_title_line, padded": [
        [[410, 420, 430, 440], [0.07, 0.09, 0.1, 0.13]],
    ],
    "27_title_line, worldbank": [
        [[2.5, 10.8, 3.3, 1.5], [1.1, -0.4, 7.8, 1.4]],
    ],
    "29_units_row": [
        [[10.2, 20.1, 29.7, 40.4], [1.1, 1.9, 3.2, 4.1]],
    ],
    "29_units_row, by itself": "29_units_row",
    "31_spaces": [
        [[612.4, 548.0, 701.3, 655.1], [4.1, 3.6, 4.9, 4.2]],
    ],
    "31_spaces, mixed": [
        [[3504, 3693, 3436, 3449], [130, 165, 150, 140]],
    ],
    "33_sep_line": [
        [[1, 2, 3, 4], [2.5, 4, 7.25, 8.5]],
    ],
    "41_standard_errors": [
        [[1, 2, 3, 4, 5], [1.8, 4.1, 5.7, 8.4, 9.6]],
    ],
    "42_exponential": [
        [[0, 1, 2, 3, 4, 5], [2.0, 2.6997, 3.6442, 4.9192, 6.6402, 8.9634]],
    ],
    "43_learning_rate_of_own_units": [
        [
            [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
            20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36,
            37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53,
            54, 55, 56, 57, 58, 59],
            [0.5, 0.7, 0.9, 1.1, 1.3, 1.5, 1.7, 1.9, 2.1, 2.3, 2.5, 2.7, 2.9, 3.1,
            3.3, 3.5, 3.7, 3.9, 4.1, 4.3, 4.5, 4.7, 4.9, 5.1, 5.3, 5.5, 5.7, 5.9,
            6.1, 6.3, 6.5, 6.7, 6.9, 7.1, 7.3, 7.5, 7.7, 7.9, 8.1, 8.3, 8.5, 8.7,
            8.9, 9.1, 9.3, 9.5, 9.7, 9.9, 10.1, 10.3, 10.5, 10.7, 10.9, 11.1,
            11.3, 11.5, 11.7, 11.9, 12.1, 12.3],
        ],
    ],
    # As agencies publish them
    "noaa_co2": [
        [
            [2018.0417, 2018.125, 2018.2083, 2018.2917, 2018.375, 2018.4583],
            [407.96, 408.32, 409.39, 410.25, 411.24, 410.79],
        ],
    ],
    "noaa_ice": [
        [[1981, 1982, 1983, 1984, 1985], [7.14, 7.3, 7.39, 6.81, 6.7]],
    ],
    "noaa_gaps": [
        [
            [5, 6, 7, 8, 9, 10, 11],
            [-9.99, -9.99, 0.42, 0.38, 0.51, 0.29, 0.44],
        ],
        [[7, 8, 9, 10, 11], [0.42, 0.38, 0.51, 0.29, 0.44]],
    ],
    "noaa_gaps, named": [
        [[7, 8, 9, 10, 11], [0.42, 0.38, 0.51, 0.29, 0.44]],
    ],
    "noaa_gaps, another column": [
        [
            [5, 6, 7, 8, 9, 10, 11],
            [332.91, 332.4, 331.19, 329.2, 327.35, 327.11, 328.11],
        ],
    ],
    "gistemp": [
        [[1881, 1882, 1883, 1884], [-0.18, -0.04, -0.2, -0.2]],
    ],
    "metoffice": [
        [[1.3, 2, 3.7, 5.9, 10], [6.9, 9.1, 11.2, 13.4, 18.1]],
    ],
    "eurostat": [
        [[70.5, 75, 63.3, 70.5], [69.7, 74.4, 60.9, 69]],
    ],
    "eurostat_flags": [
        [[12.1, 14.4, 16.8, 10.3, 17.6], [11.9, 13.7, 17.3, 11, 17.7]],
    ],
    "uci_cars": [
        [[3504, 3693, 2046, 2372, 2833, 2774], [18, 15, 25, 24, 22, 18]],
    ],
    "uci_cars, gaps": [
        [[130, 165, 95, 95, 97], [18, 15, 24, 22, 18]],
    ],
    "uci_houses": [
        [
            [6.575, 6.421, 7.185, 6.998, 7.147, 6.377],
            [24, 21.6, 34.7, 33.4, 36.2, 15],
        ],
    ],
    "uci_cultivars": [
        [
            [14.23, 13.2, 12.37, 12.33, 12.86, 12.88],
            [127, 100, 88, 101, 122, 104],
        ],
    ],
    "uci_cultivars, codes": [
        [
            [1, 1, 0, 0, 0, 0],
            [0, 0, 0, 0, 1, 0],
            [14.23, 13.2, 12.37, 12.33, 12.86, 12.88],
        ],
        [
            [0, 0, 0, 0, 1, 0],
            [1, 1, 0, 0, 0, 0],
            [14.23, 13.2, 12.37, 12.33, 12.86, 12.88],
        ],
    ],
    "usgs_water": [
        [[0, 1, 2, 3, 4], [4.18, 4.02, 3.97, 4.31, 4.55]],
    ],
    "usgs_water, ice named": [
        [[4.18, 4.02, 4.31, 4.55], [361, 330, 398, 455]],
    ],
    "imf_outlook": [
        [
            [2792.22, 92.21, 225.5, 0.49, 21.61],
            [2729.17, 100.38, 230.76, 0.52, 21.89],
        ],
    ],
    "kosis": [
        [
            [9668465, 3391946, 355831, 674635, 1136017],
            [9509458, 3350380, 371895, 676759, 1121592],
        ],
    ],
    "kosis, told": "kosis",
    "meteo_jp": [
        [[25.8, 26.6, 28.2, 28.7, 27.1], [21.5, 0.5, 0, 0, 11]],
    ],
    "meteo_jp, days": [
        [[0, 1, 2, 3, 4], [25.8, 26.6, 28.2, 28.7, 27.1]],
    ],
    "oecd_sdmx": [
        [[2016, 2017, 2018, 2019, 2020], [55.1, 56.3, 57.9, 58.2, 59.7]],
    ],
    "destatis": [
        [[2015, 2016, 2017, 2018, 2019], [100, 100.5, 102, 103.8, 105.3]],
    ],
    "census_quoted_totals": [
        [[3912, 4008, 4377, 4651], [3741, 3866, 4290, 4702]],
        [[3912, 4008, 4377, 4651, 16948], [3741, 3866, 4290, 4702, 16599]],
    ],
    "silso": [
        [
            [1749.042, 1749.123, 1749.204, 1749.288, 1749.371],
            [96.7, 104.3, 116.7, 92.8, 141.7],
        ],
    ],
    # As programs write them
    "r_write_table": [
        [[4, 7, 9, 12, 15, 20], [2, 22, 10, 28, 54, 64]],
    ],
    "r_write_table, by itself": "r_write_table",
    "r_print": [
        [[2.62, 2.32, 3.44, 3.57, 3.19], [21, 22.8, 18.7, 14.3, 24.4]],
    ],
    "pandas_index": [
        [[1.61, 1.72, 1.55, 1.8, 1.68], [58.2, 66.9, 51.3, 77.7, 63]],
    ],
    "pandas_unnamed": [
        [[0.5, 1, 1.5, 2], [1.9, 3.2, 4.1, 5.5]],
    ],
    "ids_first": [
        [[3, 5, 1, 8, 6], [41.5, 66, 18.9, 99.5, 70.1]],
    ],
    "excel_de": [
        [[171.5, 180, 165.25, 176.8, 159], [68.2, 81.4, 59, 77.35, 54.1]],
    ],
    "excel_de, told": "excel_de",
    "excel_fr": [
        [[45.5, 62, 71.25, 38], [145000, 198500, 231900.5, 122000]],
    ],
    "excel_ch": [
        [[95, 120, 61, 44], [2150, 2780.5, 1390, 985.5]],
    ],
    "excel_us": [
        [[12400, 13150, 11980, 15020], [310.5, 402.25, -95, 1204.75]],
    ],
    "excel_unicode": [
        [[1.5, 2.5, 3.5, 4.5], [12.25, 19.5, 31, 38.75]],
    ],
    "utf16_be": [
        [[1, 2, 3, 4], [4.5, 6, 7.25, 9.5]],
    ],
    "utf16_be_bare": [
        [[1, 2, 3, 4], [3.5, 5, 7.75, 8.5]],
    ],
    "utf16_sep": [
        [[10, 20, 30, 40], [1.5, 2.75, 4, 5.5]],
    ],
    "bom_sep": [
        [[1, 2, 3, 4], [5.5, 4.25, 3.5, 1]],
    ],
    "latin1": [
        [[18.5, 21, 24.5, 27], [1012, 1009, 1003, 1001]],
    ],
    "sas_listing": [
        [[0.5, 1, 1.5, 2, 2.5], [3.1, 4.4, 5, 6.2, 6.9]],
    ],
    "sas_listing, gaps": [
        [[52.1, 49.8, 55.3, 51.7], [3.1, 4.4, 6.2, 6.9]],
    ],
    "labview": [
        [[0.102, 0.211, 0.298, 0.417], [1.25, 2.5, 3.75, 5.125]],
    ],
    "logger_toa5": [
        [[14.21, 13.87, 13.7, 13.66], [88.1, 90.4, 91.2, 91.9]],
    ],
    "logger_toa5, times": [
        [[0, 600, 1200, 1800, 2400], [14.21, 14.05, 13.87, 13.7, 13.66]],
    ],
    "logger_hobo": [
        [[0, 1800, 3600, 5400], [11.21, 11.49, 12.02, 12.77]],
    ],
    "mysql": [
        [[4, 11, 7, 15], [51.5, 58, 55.5, 61]],
    ],
    "psql": [
        [[5, 10, 20, 40], [1.49, 2.01, 2.98, 5.03]],
    ],
    "markdown": [
        [[2, 4, 7, 9], [1.5, 3.1, 6.4, 8]],
    ],
    "pipes": [
        [[2001, 2002, 2003, 2004], [14, 17, 21, 22]],
    ],
    "weka": [
        [[5.1, 4.9, 6.3, 5.8], [3.5, 3, 3.3, 2.7]],
    ],
    "matlab": [
        [[12, 25.5, 37, 51.5], [0.031, 0.064, 0.094, 0.128]],
    ],
    "matlab, comments told": "matlab",
    "fortran": [
        [[1500, 1750, 2125, 2250], [0.225, 0.3125, 0.4, 0.4375]],
    ],
    "fortran_overflow": [
        [[12.5, 31, 44.5, 52], [101, 139, 168.5, 180]],
    ],
    "sap": [
        [[12, 15, 9, 21], [1250.5, -1498, 873.25, -2110.75]],
    ],
    # Numbers with clothes
    "thousands_many, us": [
        [
            [1, 2, 3, 4, 5],
            [1250000.5, 2100250.75, 900125.25, 4800000, 3300400.5],
        ],
    ],
    "thousands_many, german": "thousands_many, us",
    "thousands_many, swiss": "thousands_many, us",
    "thousands_many, indian": "thousands_many, us",
    "thousands_many, plain": "thousands_many, us",
    "lakh": [
        [[1, 2, 3, 4], [1250000, 10500000, 98500, 725000]],
    ],
    "narrow_spaces": [
        [[1250.5, 1375, 999.75, 12480.5], [980.25, 1012.5, 1050, 1101.25]],
    ],
    "plain_three_decimals": [
        [[1.25, 2.125, 3.5, 4.875], [0.641, 1.088, 1.79, 2.503]],
    ],
    "plain_three_decimals, strict": "plain_three_decimals",
    "points_unknown": [
        [[2019, 2020, 2021, 2022], [1.021, 2.155, 3.004, 4.75]],
        [[2019, 2020, 2021, 2022], [1021, 2155, 3004, 4750]],
    ],
    "points_unknown, told thousands": [
        [[2019, 2020, 2021, 2022], [1021, 2155, 3004, 4750]],
    ],
    "points_unknown, told decimals": [
        [[2019, 2020, 2021, 2022], [1.021, 2.155, 3.004, 4.75]],
    ],
    "commas_unknown": [
        [[1.25, 2.5, 3.75, 5.125], [3.125, 6.375, 9.5, 12.875]],
        [[1250, 2500, 3750, 5125], [3125, 6375, 9500, 12875]],
    ],
    "commas_unknown, told": [
        [[1.25, 2.5, 3.75, 5.125], [3.125, 6.375, 9.5, 12.875]],
    ],
    "commas_by_neighbour": [
        [[1.25, 2.5, 3.75, 5.125], [3.1, 6.37, 9.5, 12.9]],
    ],
    "commas_by_row": "commas_unknown, told",
    "mixed_decimals": [
        [[1.5, 2.5, 3.5, 4.25], [10, 12, 15, 16]],
    ],
    "percent": [
        [[12, 18.5, 24, 7.5], [31, 47, 66, 20]],
        [[0.12, 0.185, 0.24, 0.075], [31, 47, 66, 20]],
    ],
    "percent_de": [
        [[12.5, 18, 24.25, 7.5], [31, 47, 66, 20]],
        [[0.125, 0.18, 0.2425, 0.075], [31, 47, 66, 20]],
    ],
    "currency": [
        [[10, 22, 35, 41], [14.2, 31.9, 49.35, -3.1]],
    ],
    "currency, letters": "currency",
    "units_in_cells": [
        [[12, 15.5, 20, 24.5], [60, 78, 101, 122]],
    ],
    "magnitudes": [
        [
            [2004, 2005, 2006, 2007],
            [950000.0, 5500000.0, 12000000.0, 58000000.0],
        ],
    ],
    "unicode_minus": [
        [[0, 100, 200, 300], [-1.5, -2.25, 0.5, -4]],
    ],
    "en_dash_minus": "unicode_minus",
    "parentheses": [
        [[1, 2, 3, 4], [120.5, -30.25, 88, -12]],
    ],
    "footnotes, stars": [
        [[5, 10, 15, 20, 27], [3.2, 4, 5.1, 5.9, 7.2]],
    ],
    "footnotes, raised": [
        [[5, 10, 15, 20, 27], [18.1, 22.4, 27, 31.3, 34.6]],
    ],
    "footnotes, not asked": [
        [[1, 2, 3, 4, 5], [5, 10, 15, 20, 27]],
    ],
    "censored, not asked": [
        [[1, 2, 3, 4, 5], [0.3, 0.42, 0.55, 0.61, 0.7]],
    ],
    "hex": [
        [[1, 2, 3, 4], [31, 42, 60, 64]],
    ],
    "fractions": [
        [[0.25, 0.375, 0.5, 0.625], [5, 11, 20, 33]],
    ],
    "apostrophes": [
        [[12, 15, 19, 24], [3.5, 4.25, 5, 6.75]],
    ],
    "single_quotes": [
        [[1, 2, 3, 4], [2.5, 4, 5.25, 7]],
    ],
    "backslash_quotes": "single_quotes",
    "full_width": [
        [[150.5, 160, 171, 179.5], [45, 52.5, 60, 71]],
    ],
    "nbsp_padding": "single_quotes",
    "huge_integers": [
        [
            [9007199254740993, 9007199254740995, 9007199254740997,
            9007199254740999],
            [10, 14, 17, 22],
        ],
    ],
    "exponents": [
        [[1, 2, 3, 4], [1500, 2250, 3100, 4200]],
    ],
    "exponents_comma": "exponents",
    "degrees": [
        [[12.5, 20.25, 35, 51.75], [27.5, 24, 18.25, 9]],
    ],
    "excel_text": "single_quotes",
    # Dates, times, categories
    "dates_de": [
        [[0, 1, 15, 31], [1.82, 1.9, 2.31, 2.75]],
    ],
    "dates_us": [
        [[0, 14, 28, 49], [12, 17, 21, 30]],
    ],
    "dates_unknown": [
        [[0, 61, 154, 249], [12, 17, 21, 30]],
        [[0, 61, 94, 189], [12, 17, 21, 30]],
    ],
    "dates_two_digits": [
        [[0, 14, 56, 57], [4.1, 4.5, 5.25, 5.5]],
    ],
    "dates_month_names": [
        [[0, 31, 60, 121], [81, 66, 59, 32]],
    ],
    "dates_compact": [
        [[0, 1, 2, 47], [4.5, 5.25, 5.5, 9]],
        [[20191230, 20191231, 20200101, 20200215], [4.5, 5.25, 5.5, 9]],
    ],
    "dates_quarters": [
        [[0, 92, 184, 275], [104.5, 105, 103.25, 95.5]],
    ],
    "dates_months_iso": [
        [[0, 31, 60, 182], [100, 101.5, 99.25, 104]],
    ],
    "dates_not_numbers": [
        [[0, 31, 60, 91], [45, 71, 130, 222]],
    ],
    "datetimes_iso": [
        [[0, 30, 120, 300], [5.5, 6.25, 8, 12.5]],
    ],
    "datetimes_offsets": "datetimes_iso",
    "datetimes_blank": [
        [[0, 300, 600, 1800], [5.5, 6.25, 8, 12.5]],
    ],
    "clock": [
        [[0, 1800, 3600, 9000], [17.5, 18.25, 19.5, 23]],
    ],
    "newest_first": [
        [[4, 3, 2, 0], [130.21, 129.74, 128.1, 132.54]],
        [[0, -1, -2, -4], [130.21, 129.74, 128.1, 132.54]],
    ],
    "yes_more": [
        [[3, 5, 6, 8, 9, 2], [1, 0, 1, 1, 0, 1], [7.5, 4.25, 9, 10.5, 6, 6.75]],
        [[3, 5, 6, 8, 9, 2], [0, 1, 0, 0, 1, 0], [7.5, 4.25, 9, 10.5, 6, 6.75]],
    ],
    "true_false": [
        [[2, 3, 4, 6, 7, 9], [0, 1, 0, 0, 1, 0], [3.5, 6.25, 5, 7.5, 11, 10]],
    ],
    "three_soils": [
        [
            [10, 12, 15, 16, 20, 22, 25, 28],
            [0, 1, 0, 0, 1, 0, 0, 0],
            [0, 0, 0, 1, 0, 0, 1, 0],
            [3.5, 2.25, 5, 6.5, 4, 6.75, 9, 8],
        ],
        [
            [10, 12, 15, 16, 20, 22, 25, 28],
            [0, 0, 0, 1, 0, 0, 1, 0],
            [0, 1, 0, 0, 1, 0, 0, 0],
            [3.5, 2.25, 5, 6.5, 4, 6.75, 9, 8],
        ],
    ],
    "three_soils, numbers alone": [
        [
            [10, 12, 15, 16, 20, 22, 25, 28],
            [3.5, 2.25, 5, 6.5, 4, 6.75, 9, 8],
        ],
    ],
    "codes": [
        [
            [40, 55, 62, 70, 48, 85],
            [0, 1, 0, 0, 1, 0],
            [410, 720, 600, 690, 640, 840],
        ],
    ],
    "codes, as numbers": [
        [
            [40, 55, 62, 70, 48, 85],
            [1, 2, 1, 1, 2, 1],
            [410, 720, 600, 690, 640, 840],
        ],
    ],
    "names_as_x, numbers": [
        [
            [20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40, 42, 44, 46, 48, 50, 52,
            54, 56, 58, 60, 62, 64, 66],
            [71, 70, 74, 69, 72, 75, 73, 77, 70, 76, 78, 74, 79, 75, 80, 77, 81,
            79, 78, 82, 80, 83, 81, 84],
        ],
    ],
    # Around the table: titles, headers, notes
    "title_with_comma": [
        [[10, 20, 30, 40], [2.5, 3.25, 5, 5.75]],
    ],
    "footer": [
        [[2001, 2002, 2003, 2004], [3.5, 4.25, 5.5, 6]],
    ],
    "footer_numbers": [
        [[10, 14, 18, 25], [31.5, 40.25, 55, 71.5]],
        [
            [10, 14, 18, 25, 67, 16.75],
            [31.5, 40.25, 55, 71.5, 198.25, 49.5625],
        ],
    ],
    "hash_header": [
        [[0, 1, 2, 3], [1.5, 2.25, 3.5, 4]],
    ],
    "hash_inside, told": [
        [[1, 2, 4, 5], [2.5, 4, 7, 8.25]],
    ],
    "units_brackets": [
        [[1, 1.5, 2, 2.5], [12.5, 17, 23.25, 27.5]],
    ],
    "two_headers": [
        [[12, 15, 21, 24], [6.5, 8, 9.75, 13]],
    ],
    "three_headers": [
        [[5, 10, 20, 40], [31.5, 32.25, 33.5, 34]],
    ],
    "years_as_names": [
        [[2000, 3.5, 4.25, 5, 6.5], [2001, 4, 5.5, 5.75, 8]],
        [[3.5, 4.25, 5, 6.5], [4, 5.5, 5.75, 8]],
    ],
    "years_as_names, a header": [
        [[3.5, 4.25, 5, 6.5], [4, 5.5, 5.75, 8]],
    ],
    "years_as_names, none": [
        [[2000, 3.5, 4.25, 5, 6.5], [2001, 4, 5.5, 5.75, 8]],
    ],
    "years_wide": [
        [[3.5, 2.25, 6.5, 4], [5.25, 3, 8.75, 5]],
    ],
    "first_row_short": [
        [[1, 2, 3], [2.5, 4, 5.25]],
    ],
    "names_repeated, by number": [
        [[1, 2, 3, 4], [9, 7, 6.5, 4]],
    ],
    "names_blank": "single_quotes",
    "names_blank, by number": [
        [[9, 8, 8, 6], [2.5, 4, 5.25, 7]],
    ],
    "name_with_delimiter": "single_quotes",
    "name_with_breaks": "three_headers",
    "blank_lines": "first_row_short",
    "no_header": [
        [[12.5, 14.25, 16, 19.5], [101, 118, 131, 150]],
    ],
    "no_header_text": "no_header",
    "header_again": "single_quotes",
    "two_tables": "first_row_short",
    "two_tables_alike": "first_row_short",
    # Rows, quotes, line ends
    "ragged_long": "single_quotes",
    "ragged_short": "single_quotes",
    "ragged_shift": [
        [[1, 3, 4], [2.5, 5.25, 7]],
    ],
    "trailing_rows": "single_quotes",
    "trailing_all": "single_quotes",
    "quoted_numbers": "single_quotes",
    "quoted_rows": "single_quotes",
    "quotes_with_breaks": "single_quotes",
    "quote_inch": "single_quotes",
    "ends_mixed": "single_quotes",
    "ends_cr": "single_quotes",
    "end_missing": "single_quotes",
    "control_z": "single_quotes",
    "bom_inside": "single_quotes",
    "bom_and_header_inside": "single_quotes",
    "bom_twice": "single_quotes",
    "nul_padding": "single_quotes",
    "bad_utf8": "single_quotes",
    # Columns divided in other ways
    "tabs_with_commas": "single_quotes",
    "tabs_decimal_commas": [
        [[0.5, 1, 1.5, 2], [12, 23.5, 37, 48.75]],
    ],
    "carets": "single_quotes",
    "carets, told": "single_quotes",
    "spaces_right": [
        [[1, 12, 123, 1234], [2.5, 30, 310.5, 3080]],
    ],
    "fixed_blanks": [
        [[5, 10, 20, 40, 80], [18.2, 17, 15.1, 11.9, 7.4]],
    ],
    "fixed_blanks, gaps": [
        [[5, 20, 80], [31.5, 33.5, 34.5]],
    ],
    "fixed_words": [
        [[12.5, 8, 21.5, 30.25], [3120, 1405, 980, 5210]],
    ],
    "fixed_touching": [
        [[1, 2, 3, 4], [12.34, -123.45, 22.5, 31.75]],
    ],
    "comma_space": "single_quotes",
    "colons": "single_quotes",
    # Compressed, and no tables
    "packed": "single_quotes",
    "packed_unnamed": "single_quotes",
    "packed_twice": "single_quotes",
    # Neither too careful nor too careless
    "sentinels_two": [
        [[4.25, 6, 7.75], [7.5, 9.25, 12]],
    ],
    "sentinels_two, unnamed": [
        [[1, 2, 3, 4, 5, 6], [3.5, 4.25, -999, 6, -999, 7.75]],
        [[1, 2, 4, 6], [3.5, 4.25, 6, 7.75]],
    ],
    "extremes_real": [
        [[2.5, 4, 3.25, 15, 890, 7], [310, 900, 640, 12500, 3700000, 2100]],
    ],
    "zeros_real": [
        [[1, 2, 3, 4, 5, 6, 7], [0, 0, 12.5, 40, -1, -1, 35.5]],
    ],
    "clean": [
        [[1.5, 2, 3.25, 4, 5.5], [4.25, 5.5, 9, 10.75, 15]],
    ],
    "clean, strict": "clean",
    "clean, all told": "clean",
    "clean, mark not there": "clean",
    "months_as_rows": [
        [[1, 2, 3, 4, 5], [12, 15, 14, 19, 21]],
    ],
    "counter_is_x": [
        [[1, 2, 3, 4, 5], [8.5, 6.25, 5, 4.25, 4]],
    ],
    "big_numbers": [
        [
            [2001, 2002, 2003, 2004],
            [1250000000000, 1475000000000, 1510000000000, 1725000000000],
        ],
    ],
    "small_numbers": [
        [[1, 2, 3, 4], [1.5e-12, 2.25e-12, 3.5e-12, 4e-12]],
    ],
    # Spreadsheets
    "sheet": "single_quotes",
    "sheet, named": "single_quotes",
    "sheet, another": "names_repeated, by number",
    "sheet_title": [
        [[10, 20, 40], [2.5, 3.25, 5.75]],
    ],
    "sheet_title, dates": [
        [[0, 30, 60, 92], [10, 20, 30, 40]],
    ],
    "sheet_texts": "single_quotes",
    "sheet_errors, dropped": [
        [[1, 3, 4, 5], [2.5, 5.25, 7, 8]],
    ],
    "sheet_bools": [
        [[1, 2, 3, 4, 6], [1, 0, 0, 1, 0], [2.5, 4, 5.25, 7, 9.5]],
    ],
    "sheet_old": "excel_unicode",
    "sheet_open": "single_quotes",
}


def parameters(columns):
    """The intercept and the slopes of least squares."""
    # From the first row on: integers beyond 2^53 keep their differences.
    first = [column[0] for column in columns]
    shifted = [[v - column[0] for v in column] for column in columns]
    *x, y = np.array(shifted, dtype=float)
    design = np.column_stack([np.ones(len(y)), *x])
    # In units of their own, so that no column is lost beside another.
    size = np.abs(design).max(axis=0)
    solved, *_ = np.linalg.lstsq(design / size, y, rcond=None)
    intercept, *slopes = solved / size
    moved = sum(slope * at for slope, at in zip(slopes, first))
    return [float(f"{v:.12g}") for v in [first[-1] + intercept - moved, *slopes]]


def of(name):
    values = VALUES[name]
    return of(values) if isinstance(values, str) else values


def main():
    text = CASES.read_text()
    listed = {case["name"] for case in tomllib.loads(text)["case"] if "parameters" in case}
    if listed ^ VALUES.keys():
        sys.exit(f"here or there only: {listed ^ VALUES.keys()}")
    lines = []
    for line in text.splitlines():
        key, _, value = line.partition(" = ")
        match key:
            case "name":
                name = tomllib.loads(line)["name"]
            case "parameters":
                line = f"{key} = {parameters(of(name)[0])}"
            case "also":
                line = f"{key} = {[parameters(c) for c in of(name)[1:]]}"
        lines.append(line + "\n")
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CASES.parent
    (folder / "cases.toml").write_text("".join(lines))


main()
